# Sourced by the scripts beside it. bash and coreutils only: it runs before anything is installed.
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
script=${RFMEANS_SCRIPT:-scripts/$(basename "$0")}

say() { printf '%s: %s\n' "$script" "$*"; }

fail() {
    printf '%s: %s\n' "$script" "$*" >&2
    exit 1
}

has_gpu() {
    [ -e /dev/nvidia0 ] || [[ $(nvidia-smi -L 2>/dev/null) == GPU* ]]
}

# Runs a command with its output in a log file; shows the end of the log only when the command fails.
quietly() {
    local log=$1
    shift
    "$@" >"$log" 2>&1 && return 0
    tail -n 40 "$log" >&2
    fail "failed: $* (all output: $log)"
}

# What starts builds (which list the tests of new programs) and tests.
launcher=(env)

# configure PRESET
configure() {
    mkdir -p "$repository/build"
    (cd "$repository" && quietly "build/configure-$1.log" cmake --preset "$1")
}

# build PRESET TARGET...: ninja's progress is shown where there is something to build.
build() {
    local preset=$1
    shift
    (cd "$repository" && "${launcher[@]}" cmake --build --preset "$preset" --target "$@") || fail "the build failed (preset $preset)"
}

# True where the configured build has the CUDA backend.
has_cuda_build() { grep -q '^RFMEANS_HAS_CUDA:INTERNAL=ON' "$repository/build/$1/CMakeCache.txt"; }
