#pragma once

#include "core/shell/traced_text.h"

namespace pinwheel {

/// One word of a command after all expansions.
struct ShellWord {
    TracedText value;
    ShellRange
        range; ///< where the word (before expansion) is written; shared by words of one `$list`
    bool quoted = false; ///< part of it was quoted
    bool mayBeSeveral = false; ///< stands for any number of words: an unquoted unknown value, or a
                               ///< pattern of unknown files

    [[nodiscard]] bool isKnown() const { return value.isKnown() && !mayBeSeveral; }
    [[nodiscard]] Known<std::string> text() const { return value.text(); }
    /// The known bytes alone: "torch==" of `torch==$VERSION`.
    [[nodiscard]] const std::string& bytes() const { return value.bytes; }
    /// Known and equal to `literal`.
    [[nodiscard]] bool is(std::string_view literal) const
    {
        return isKnown() && value.bytes == literal;
    }

    friend bool operator==(const ShellWord&, const ShellWord&) = default;
};

} // namespace pinwheel
