#pragma once

// Small builders of edits: they know how lines, continuations and blanks have to be treated so that
// what stays reads as if a person had written it. Whether an edit helps is not decided here (see
// prove.h).

#include "core/build/audit_model.h"
#include "core/findings/finding.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Takes one word out of a command or a list, with the blank before it; a line that held nothing
/// else goes as a whole, with its continuation.
[[nodiscard]] TextEdit removeWord(const SourceSet& sources, Span word);
/// Takes the whole line(s) of a span out, with those that continue them.
[[nodiscard]] TextEdit removeLines(const SourceSet& sources, Span span);
[[nodiscard]] TextEdit replaceSpan(Span span, std::string text);
[[nodiscard]] TextEdit insertBefore(Span span, std::string text);
[[nodiscard]] TextEdit insertAfter(Span span, std::string text);
/// A set of these edits; none when two of them overlap.
[[nodiscard]] std::optional<EditSet> editSet(const std::vector<TextEdit>& edits);

/// Whether a command of a RUN instruction can be changed by edits of its words: it stands in the
/// Dockerfile, in shell form or in a heredoc, and its words are where its text is.
[[nodiscard]] bool isEditable(const AuditModel& model, const InstallStep& step);
/// Puts another command directly before an install command of the same RUN, in the layout of its
/// lines: `other && \`, or a line of its own in a heredoc. None where a command cannot stand there.
[[nodiscard]] std::optional<TextEdit>
insertCommandBefore(const AuditModel& model, const InstallStep& step, std::string_view command);
/// Puts a line, given without its ending, before the line that holds a place.
[[nodiscard]] TextEdit insertLineBefore(const SourceText& text, FileId file, std::uint32_t at,
                                        std::string_view line);
/// Adds a switch behind the word `install` of a command; none where that word is not found.
[[nodiscard]] std::optional<TextEdit> addSwitch(const AuditModel& model, const InstallStep& step,
                                                std::string_view option);
/// The beginning of the command as written, up to and with the word `install`: "python3 -m pip
/// install".
[[nodiscard]] std::optional<std::string> commandHead(const AuditModel& model,
                                                     const InstallStep& step);

/// The name part of a requirement's span: "torch" of "torch[x]==2.5.1". None where the text does
/// not begin with it.
[[nodiscard]] std::optional<Span> nameSpan(const AuditModel& model, Span requirement);
/// A requirement's text with another specifier; extras, marker and quotes stay.
/// @param requirement  span of the requirement text without quotes
[[nodiscard]] std::optional<TextEdit> replaceSpecifier(const AuditModel& model, Span requirement,
                                                       std::string_view specifier);

/// How the text ends its lines: that of its first line; "\n" where it has one line.
[[nodiscard]] std::string_view lineEndingOf(const SourceText& text);

/// A fix that was not tried yet.
[[nodiscard]] Fix makeFix(std::string title, std::string reason, Applicability applicability,
                          EditSet edits);
/// Adds a fix when the edits go together.
void offer(Finding& finding, std::string title, std::string reason, Applicability applicability,
           const std::vector<TextEdit>& edits);

} // namespace pinwheel
