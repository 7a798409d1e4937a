#include "cli/run_cli.hpp"

int main(int argc, char** argv) {
    return rfmeans::cli::run(argc, argv);
}
