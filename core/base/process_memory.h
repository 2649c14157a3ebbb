#pragma once

namespace pinwheel {

/// To be called first in a program that makes many small objects and ends soon: the heap grows in
/// steps of 64 MB of address space, so that the kernel can hand it out in large pages, and keeps
/// what it has. An audit touches some ten thousand pages of 4 KB, each of which costs a fault
/// otherwise. Memory that is not written is not used. Does nothing where the C library has no such
/// setting. Source: glibc's manual, "Malloc Tunable Parameters".
void growHeapInLargeSteps();

} // namespace pinwheel
