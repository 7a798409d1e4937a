// The program `rfmeans`, but it writes its journal after every round that finishes a model.
#include "cli/run_cli.hpp"
#include "cli/sweep_journal.hpp"

int main(int argc, char** argv) {
    rfmeans::cli::set_journal_interval(std::chrono::milliseconds(0));
    return rfmeans::cli::run(argc, argv);
}
