#pragma once

// Requirement and constraint files exactly as pip 25.1 reads them: encoding, lines, continuations,
// comments, variables, options, nested files. Other formats (pyproject.toml, lock files,
// environment.yml) are in project_requirements.h.

#include "core/requirements/option_value.h"
#include "core/requirements/requirement_source.h"
#include "core/requirements/requirement_subject.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace pinwheel {

/// One option of a line.
struct RequirementFileOption {
    std::string name; ///< pip's own long name: "--index-url" for -i and --pypi-url
    std::string value; ///< "" for a switch; variables replaced, quotes removed
    Span span; ///< option and value
    Span valueSpan; ///< empty for a switch

    friend bool operator==(const RequirementFileOption&, const RequirementFileOption&) = default;
};

/// `--hash=sha256:…`
struct RequirementHash {
    std::string algorithm;
    std::string digest;
    Span span;

    friend bool operator==(const RequirementHash&, const RequirementHash&) = default;
};

/// One use of a file: a file that two others include is used twice.
struct RequirementFileUse {
    FileId file;
    std::string location; ///< absolute path or URL, as handed to the source
    bool known = true; ///< false: the text is missing or not known; it has no lines then
    bool constraint = false; ///< read as constraints (-c)
    std::optional<std::uint32_t>
        includedBy; ///< index into RequirementFiles::files; none for an entry
    std::optional<Span> includeSpan; ///< the -r or -c option that names it, or the entry's own span

    friend bool operator==(const RequirementFileUse&, const RequirementFileUse&) = default;
};

/// One line that asks for something, or bounds it.
struct RequirementLine {
    std::uint32_t fileUse = 0; ///< index into RequirementFiles::files
    std::uint32_t lineNumber =
        1; ///< as pip counts: every line break of str.splitlines, first line of a joined one
    Span span; ///< the whole logical line, without comment and surrounding blanks
    Span textSpan; ///< the requirement itself
    std::string text; ///< as pip hands it on: comment and options taken off, variables replaced
    RequirementSubject subject;
    bool editable = false;
    bool constraint = false;
    std::vector<RequirementHash> hashes;
    std::vector<RequirementFileOption>
        options; ///< every option of the line; only --hash, --global-option and
                 ///< --config-settings count (of an editable only the last)
    std::string unknownReason; ///< not empty: a variable in the line has no known value; it stands
                               ///< in `text` as written

    friend bool operator==(const RequirementLine&, const RequirementLine&) = default;
};

/// One line with options alone.
struct OptionLine {
    std::uint32_t fileUse = 0;
    std::uint32_t lineNumber = 1;
    Span span;
    std::vector<RequirementFileOption> options;
    std::string unknownReason;

    friend bool operator==(const OptionLine&, const OptionLine&) = default;
};

/// What pip objects to, or what could not be read.
struct RequirementProblem {
    enum class Kind {
        Error, ///< pip ends with an error here; reading goes on with the next line
        Ignored, ///< pip takes it without effect, often with a warning: a --hash without
                 ///< requirement, an option that a requirement line cannot have
        Refused, ///< the line is read, but pip refuses the requirement when it comes to use it
        Unknown, ///< a file or a variable that is not known
        Limit, ///< one of our limits was reached
    };
    Kind kind = Kind::Error;
    std::uint32_t fileUse = 0;
    Span span;
    std::string message; ///< one line, lower case, no full stop

    friend bool operator==(const RequirementProblem&, const RequirementProblem&) = default;
};

/// Everything that some files ask for, in pip's order.
struct RequirementFiles {
    std::vector<RequirementFileUse> files;
    std::vector<RequirementLine> requirements; ///< constraints too
    std::vector<OptionLine> options;
    std::vector<RequirementProblem> problems;
    FinderOptions finder; ///< after the last line

    /// True where pip reads all of it without an error, as far as is known.
    [[nodiscard]] bool isReadable() const;
    /// "requirements.txt → base.txt": locations from the entry to the use.
    [[nodiscard]] std::string chainText(std::uint32_t fileUse) const;

    friend bool operator==(const RequirementFiles&, const RequirementFiles&) = default;
};

/// One -r or -c of a command.
struct RequirementEntry {
    std::string path; ///< as written; relative to `workingFolder`
    bool constraint = false;
    std::optional<Span> span;
};

/// Variables of the process that reads: a name that is not in the map is not set.
using RequirementVariables = std::map<std::string, Known<std::string>, std::less<>>;

struct RequirementReading {
    std::vector<RequirementEntry> entries; ///< in pip's order: -c before -r (see `inPipsOrder`)
    std::string workingFolder = "/"; ///< absolute
    RequirementVariables variables;
    FinderOptions finder; ///< what the command line and the configuration say
};

/// Constraints first, then requirements, each in their order: as pip reads them
/// (cli/req_command.py).
[[nodiscard]] std::vector<RequirementEntry> inPipsOrder(std::vector<RequirementEntry> entries);

/// Reads files and all that they include. Never fails: what pip would refuse is a problem.
[[nodiscard]] RequirementFiles readRequirementFiles(const RequirementReading& reading,
                                                    RequirementSource& source);

/// Reads one text by itself (the window's editor): nested files are not followed, but their lines
/// are listed.
[[nodiscard]] RequirementFiles readRequirementText(FileId file, const SourceTextPtr& text,
                                                   const RequirementVariables& variables = {},
                                                   bool constraint = false);

} // namespace pinwheel
