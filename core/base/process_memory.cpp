#include "core/base/process_memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace pinwheel {

void growHeapInLargeSteps()
{
#ifdef __GLIBC__
    constexpr int step = 64 << 20;
    mallopt(M_TOP_PAD, step);
    mallopt(M_TRIM_THRESHOLD, 8 * step);
    mallopt(M_MMAP_THRESHOLD, step); // Large arrays come and go within the heap.
#endif
}

} // namespace pinwheel
