#include "app/cli/program.h"

#include <exception>
#include <format>

int main(int argc, char** argv)
{
    try {
        return static_cast<int>(pinwheel::runProgram(argc, argv));
    } catch (const std::exception& error) {
        pinwheel::reportTrouble(std::format("internal error: {}", error.what()));
        return static_cast<int>(pinwheel::ExitStatus::Trouble);
    }
}
