#pragma once

#include <cstddef>

/// The bounds on what comes from the network and on what is kept of it, each with its reason; see
/// limits.h.
namespace pinwheel::limits {

/// Bytes of one page of an index. Reason: the largest real ones have some 40 MB.
inline constexpr std::size_t indexPageBytes = 128U << 20;
/// Bytes of one METADATA file, packed or not. Reason: the largest real ones have some 500 KB, most
/// of it description.
inline constexpr std::size_t metadataBytes = 8U << 20;
/// Bytes of the directory of one wheel. Reason: some 100 bytes a member, and real wheels have up to
/// 20,000.
inline constexpr std::size_t archiveDirectoryBytes = 32U << 20;
/// Bytes of a whole wheel that a server sends though a part was asked. Reason: more is not worth
/// its metadata.
inline constexpr std::size_t wholeWheelBytes = 16U << 20;
/// Bytes of the cache of live indexes. Reason: some hundred projects with large pages.
inline constexpr std::size_t indexCacheBytes = 512U << 20;
/// Bytes of a recorded index. Reason: the pages of one audit, some 300 bytes a file.
inline constexpr std::size_t recordingBytes = 256U << 20;
/// Redirects that one request follows. Reason: real ones take one or two, and a loop ends.
inline constexpr int redirects = 10;
/// Projects asked for ahead of need at once. Reason: bounds what one METADATA file can make us ask.
inline constexpr std::size_t projectsAhead = 200;

} // namespace pinwheel::limits
