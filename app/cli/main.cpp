#include "app/cli/program.h"
#include "core/base/format.h"
#include "core/base/process_memory.h"

#include <exception>

int main(int argc, char** argv)
{
    pinwheel::growHeapInLargeSteps();
    try {
        return static_cast<int>(pinwheel::runProgram(argc, argv));
    } catch (const std::exception& error) {
        pinwheel::reportTrouble(pinwheel::formatted("internal error: {}", error.what()));
        return static_cast<int>(pinwheel::ExitStatus::Trouble);
    }
}
