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

# Where scripts/setup puts a CUDA toolkit when none is there.
cuda_toolkit=$repository/build/cuda-toolkit

# Prints this machine's own nvcc: the places that cmake/RfmeansCuda.cmake looks in, but for build/cuda-toolkit.
find_nvcc() {
    command -v "${CUDACXX:-nvcc}" || command -v "${CUDA_PATH:-/usr/local/cuda}/bin/nvcc" || command -v /usr/local/cuda/bin/nvcc
}

# Runs a command with its output in a log file; shows the end of the log only when the command fails.
quietly() {
    local log=$1
    shift
    "$@" >"$log" 2>&1 && return 0
    tail -n 40 "$log" >&2
    fail "failed: $* (all output: $log)"
}

# install_packages LIST...: the Debian packages of these files that are missing.
install_packages() {
    local wanted missing installed as_root=()
    mapfile -t wanted < <(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@" | sort -u)
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        fail "no apt-get here (the set-up knows Debian and Ubuntu only). Install by hand what these are called elsewhere: ${wanted[*]}"
    fi
    installed=$(dpkg-query -W -f='${db:Status-Status} ${binary:Package}\n' "${wanted[@]}" 2>/dev/null |
        sed -n -e 's/:[a-z0-9-]*$//' -e 's/^installed //p' || true)
    mapfile -t missing < <(comm -23 <(printf '%s\n' "${wanted[@]}") <(sort -u <<<"$installed"))
    if [ ${#missing[@]} -eq 0 ]; then
        say "nothing to install, all ${#wanted[@]} packages are there"
        return
    fi

    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "${#missing[@]} packages are missing and neither root nor sudo is at hand. As root: apt-get install ${missing[*]}"
        as_root=(sudo)
        # Without a terminal nobody can type a password.
        [ -t 0 ] || as_root+=(-n)
    fi
    say "installing ${#missing[@]} of ${#wanted[@]} packages: ${missing[*]}"
    mkdir -p "$repository/build"
    apt() { quietly "$repository/build/setup.log" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"; }
    apt update
    apt install -y --no-install-recommends "${missing[@]}"
}

# What starts builds (which list the tests of new programs) and tests.
launcher=(env)

# configure PRESET [OPTION...]
configure() {
    mkdir -p "$repository/build"
    (cd "$repository" && quietly "build/configure-$1.log" cmake --preset "$@")
}

# build PRESET TARGET...: ninja's progress is shown where there is something to build.
build() {
    local preset=$1
    shift
    (cd "$repository" && "${launcher[@]}" cmake --build --preset "$preset" --target "$@") || fail "the build failed (preset $preset)"
}

# True where the configured build has the CUDA backend.
has_cuda_build() { grep -q '^RFMEANS_HAS_CUDA:INTERNAL=ON' "$repository/build/$1/CMakeCache.txt"; }
