// Runs a fuzz target without libFuzzer: every file of the folders that are named, then a fixed
// number of variations of each, made by a generator with a fixed seed. So the targets are built and
// run by every test run, with any compiler.

#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <print>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr int variationsOfFile = 300;
constexpr std::size_t inputBytes = 64U << 10; // Longer files are cut, so that a run stays short.

std::string presentInput; // NOLINT: read by the signal handler.

/// Leaves the input that broke the target behind.
void writePresentInput(int signal)
{
    constexpr const char* path = "fuzz-crash.input";
    if (std::FILE* file = std::fopen(path, "wb")) {
        std::fwrite(presentInput.data(), 1, presentInput.size(), file);
        std::fclose(file);
    }
    std::fprintf(stderr, "signal %d; the input is in %s\n", signal, path);
    std::_Exit(1);
}

void runOnce(std::string input)
{
    presentInput = std::move(input);
    (void)LLVMFuzzerTestOneInput(
        reinterpret_cast<const std::uint8_t*>(presentInput.data()), // NOLINT: bytes.
        presentInput.size());
}

std::string readFile(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(stream)), {});
    bytes.resize(std::min(bytes.size(), inputBytes));
    return bytes;
}

/// One to four small changes: a byte exchanged, a piece doubled, lost, or taken from another file.
std::string varied(std::string text, const std::vector<std::string>& corpus, std::mt19937& random)
{
    const auto below = [&random](std::size_t end) {
        return end == 0 ? 0 : static_cast<std::size_t>(random()) % end;
    };
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
        const std::size_t at = below(text.size() + 1);
        const std::size_t length = below(std::min<std::size_t>(text.size() - at, 24) + 1);
        switch (below(4)) {
        case 0:
            if (at < text.size()) text[at] = static_cast<char>(below(256));
            break;
        case 1:
            text.insert(at, text.substr(at, length));
            break;
        case 2:
            text.erase(at, length);
            break;
        default: {
            const std::string& other = corpus[below(corpus.size())];
            text.insert(at, other.substr(below(other.size() + 1), 1 + below(24)));
        }
        }
    }
    text.resize(std::min(text.size(), inputBytes));
    return text;
}

} // namespace

int main(int argc, char** argv)
{
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS})
        std::signal(signal, writePresentInput);
    std::vector<std::filesystem::path> paths;
    for (int i = 1; i < argc; ++i) {
        std::error_code error;
        if (std::filesystem::is_directory(argv[i], error)) {
            for (const auto& entry : std::filesystem::directory_iterator(argv[i], error))
                paths.push_back(entry.path());
        } else {
            paths.emplace_back(argv[i]);
        }
    }
    std::ranges::sort(paths);
    std::vector<std::string> corpus;
    for (const auto& path : paths)
        corpus.push_back(readFile(path));
    if (corpus.empty()) {
        std::println(stderr, "no input: name files or folders");
        return 2;
    }

    std::mt19937 random(20'240'611);
    runOnce({});
    for (const std::string& text : corpus)
        runOnce(text);
    for (const std::string& text : corpus)
        for (int i = 0; i < variationsOfFile; ++i)
            runOnce(varied(text, corpus, random));
    std::println("{} files and {} variations of each", corpus.size(), variationsOfFile);
    return 0;
}
