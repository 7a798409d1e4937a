"""A program that is spoken to in lines of JSON and stays warm between them."""
import contextlib
import json
import os
import subprocess


class ProgramError(Exception):
    pass


class Program:
    """Started at once; its first line says name and version."""

    def __init__(self, name, arguments, environment):
        self.label = name
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | environment
        )
        self.about = self._answer()

    def ask(self, do, **command):
        self.process.stdin.write(json.dumps({"do": do} | command) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def ask_warm(self, do, **command):
        """The second of two answers: what a process pays after a pause, or for the first time, is not counted."""
        self.ask(do, **command)
        return self.ask(do, **command)

    def _answer(self):
        # A library may print: only a line of JSON is an answer.
        for line in self.process.stdout:
            if line.startswith("{"):
                answer = json.loads(line)
                if "error" in answer:
                    raise ProgramError(f"{self.label}: {answer['error']}")
                return answer
        raise ProgramError(f"{self.label} ended with exit code {self.process.wait()} before it answered")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(BrokenPipeError):  # it ended before
            self.process.stdin.close()
        self.process.wait()
