#pragma once

#include "core/base/known.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Bytes [begin, end) of the script text that was given to evaluateShell. Words made inside `sh -c
/// '…'`, eval or a function still point into that text, as closely as their bytes can be followed.
struct ShellRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend auto operator<=>(const ShellRange&, const ShellRange&) = default;
};

/// Text that remembers where its bytes were written and where parts of it are not known.
///
/// Arguments, variables, outputs and file contents are all of this kind, so a constraint made by
/// `V=2.5.1; echo "torch==$V" > c.txt` leads back to the bytes of the script, and `torch==$VERSION`
/// with an unknown VERSION still shows the package's name.
struct TracedText {
    /// Bytes [begin, begin + length) of `bytes` are the bytes of a source from `sourceBegin` on, in
    /// the same order.
    struct Origin {
        std::uint32_t begin = 0;
        std::uint32_t length = 0;
        std::uint32_t source =
            0; ///< 0: the script under evaluation; others are the host's own, handed through
        std::uint32_t sourceBegin = 0;

        friend bool operator==(const Origin&, const Origin&) = default;
    };
    /// A part that is not known (of any length, also none) stands before bytes[at].
    struct Gap {
        std::uint32_t at = 0;
        std::string reason;

        friend bool operator==(const Gap&, const Gap&) = default;
    };

    std::string bytes; ///< what is known; a gap adds nothing here
    std::vector<Origin> origins; ///< by `begin`, without overlap; computed bytes have none
    std::vector<Gap> gaps; ///< by `at`

    TracedText() = default;
    TracedText(
        std::string text) // NOLINT(google-explicit-constructor): text of no particular place.
        : bytes(std::move(text))
    {
    }
    TracedText(const char* text) // NOLINT(google-explicit-constructor)
        : bytes(text)
    {
    }
    TracedText(
        Unknown why) // NOLINT(google-explicit-constructor): so that `return unknown(…)` reads well.
        : gaps {Gap {.at = 0, .reason = std::move(why.reason())}}
    {
    }
    /// Bytes written at `sourceBegin` of a source.
    [[nodiscard]] static TracedText written(std::string_view text, std::uint32_t sourceBegin,
                                            std::uint32_t source = 0);

    [[nodiscard]] bool isKnown() const { return gaps.empty(); }
    [[nodiscard]] bool isEmpty() const { return bytes.empty() && gaps.empty(); }
    /// The whole text, or why it is not known.
    [[nodiscard]] Known<std::string> text() const;
    /// The text with `placeholder` for each gap, for messages.
    [[nodiscard]] std::string display(std::string_view placeholder = "…") const;

    /// Bytes of no particular place.
    template <std::convertible_to<std::string_view> Text>
    void append(const Text& computed)
    {
        bytes += std::string_view(computed);
    }
    void appendWritten(std::string_view text, std::uint32_t sourceBegin, std::uint32_t source = 0);
    void append(const TracedText& other);
    void appendGap(std::string reason);
    /// Bytes [begin, end), with their origins and the gaps that stand inside: a gap at `begin`
    /// belongs to it, one at `end` only when the text ends there.
    [[nodiscard]] TracedText slice(std::size_t begin, std::size_t end) const;
    /// The text of the script that bytes [begin, end) were written as; none when they were computed
    /// or come from another source.
    [[nodiscard]] bool scriptRange(std::size_t begin, std::size_t end, ShellRange& range) const;

    friend bool operator==(const TracedText&, const TracedText&) = default;
};

/// The text without its NUL bytes, which no variable and no argument of a shell can hold.
[[nodiscard]] TracedText withoutNul(const TracedText& text);

} // namespace pinwheel
