#pragma once

#include "core/dockerfile/joined_text.h"
#include "core/text/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// A word as the grammar sees it (nothing expanded) and where it stands.
struct Word {
    std::string text;
    Span span; ///< from its first to its last byte in the file, quotes included

    friend bool operator==(const Word&, const Word&) = default;
};

/// One `--name=value` between the keyword and the arguments.
struct Flag {
    std::string text; ///< as BuildKit keeps it: quotes and backslashes taken off ("--from=base")
    std::string name; ///< "from"
    std::optional<std::string> value; ///< absent for a bare "--link"
    Span span; ///< as written
    Span valueSpan; ///< what follows "="; empty where there is none

    friend bool operator==(const Flag&, const Flag&) = default;
};

/// One `key=value` of ENV or LABEL, or the one `key value` of their old form. Values are raw:
/// quotes stay.
struct KeyValue {
    Word key;
    Word value;
    bool oldForm = false; ///< `ENV key value`

    friend bool operator==(const KeyValue&, const KeyValue&) = default;
};

/// One here-document of RUN, COPY or ADD.
struct Heredoc {
    std::string name; ///< the ending word, quotes taken off
    std::string content; ///< lines before the ending word, with their line endings; tabs of `<<-`
                         ///< still in it
    Span contentSpan; ///< the same bytes in the file
    Span endSpan; ///< the line of the ending word, without its line ending; empty where it is
                  ///< missing
    bool expand = true; ///< false where a part of the name was quoted
    bool chomp = false; ///< `<<-`
    std::uint64_t fd = 0; ///< the number before `<<`; 0 where none is written

    /// The content as the build uses it: without leading tabs when `<<-` asks for it.
    [[nodiscard]] JoinedText effectiveContent() const;

    friend bool operator==(const Heredoc&, const Heredoc&) = default;
};

/// Trouble in the text of a Dockerfile. BuildKit stops at the first `fatal` one.
struct DockerfileProblem {
    enum class Kind {
        NoInstructions,
        LineTooLong,
        TooManyLines,
        DuplicateDirective,
        InvalidEscape,
        InvalidHeredoc,
        UnterminatedHeredoc,
        NotStrings, ///< a JSON array with something else than strings
        MissingArguments, ///< ENV or LABEL with one word
        MissingEqualSign, ///< ENV a=b c
        UnknownInstruction,
        UnknownFlag,
        InvalidFlag, ///< no value, a wrong one, or given twice
        WrongArguments, ///< too few, too many, or of a kind that the instruction does not take
        EmptyContinuation, ///< an empty line inside an instruction
        NestedTooDeeply, ///< ONBUILD in ONBUILD in …
    };
    Kind kind = Kind::NoInstructions;
    std::string message; ///< in BuildKit's words where it has some
    Span span;
    bool fatal = false; ///< BuildKit's parser stops here

    friend bool operator==(const DockerfileProblem&, const DockerfileProblem&) = default;
};

/// One instruction with everything that belongs to it.
struct Instruction {
    enum class Form {
        Shell, ///< text or words
        Exec, ///< a JSON array of strings
    };

    std::string keyword; ///< upper case: "RUN"; any word that stands first, known or not
    Span keywordSpan;
    Span span; ///< from the keyword to the end of the last line that belongs to it (heredoc bodies
               ///< included), without that line's ending
    std::uint32_t startLine = 1; ///< from 1
    std::uint32_t endLine = 1; ///< from 1; last line that belongs to it
    std::vector<Flag> flags;
    Form form = Form::Shell;

    /// What follows keyword and flags, blanks at both ends taken off: for shell-form RUN, CMD and
    /// ENTRYPOINT the text that the shell gets.
    JoinedText arguments;
    /// The arguments. FROM, EXPOSE, COPY, ADD, VOLUME, ARG: words as written; exec form: the
    /// decoded strings; shell form of RUN, CMD, ENTRYPOINT, SHELL and of WORKDIR, USER, STOPSIGNAL,
    /// MAINTAINER: the whole text as one word; HEALTHCHECK: the type, then the command like CMD's.
    /// Empty for ENV and LABEL, and where a fatal problem is.
    std::vector<Word> words;
    std::vector<KeyValue> pairs; ///< ENV and LABEL
    std::vector<Instruction> trigger; ///< ONBUILD: the inner instruction, one or none
    std::vector<Heredoc> heredocs;
    std::vector<std::size_t> commentsBefore; ///< indices into Dockerfile::comments: those behind
                                             ///< the instruction before and above this one

    [[nodiscard]] bool isExec() const { return form == Form::Exec; }
    /// The flag of that name that counts (the last one written), or null.
    [[nodiscard]] const Flag* flag(std::string_view name) const;

    friend bool operator==(const Instruction&, const Instruction&) = default;
};

/// A line that begins with `#`, outside heredocs.
struct DockerfileComment {
    std::string text; ///< after `#`, blanks at both ends taken off
    Span span; ///< from `#` to the end of the line, without its line ending
    std::uint32_t line = 1;
    bool inInstruction = false; ///< between continuation lines

    friend bool operator==(const DockerfileComment&, const DockerfileComment&) = default;
};

/// A parser directive at the top: `# syntax=…`, `# escape=…`, `# check=…`.
struct Directive {
    std::string name; ///< lower case
    Word value;
    Span span; ///< from `#` to the end of the line
    std::uint32_t line = 1;

    friend bool operator==(const Directive&, const Directive&) = default;
};

/// The tree of one Dockerfile. It holds its text, so that it can be printed back.
struct Dockerfile {
    FileId file;
    std::string text; ///< the bytes as parsed
    char escape = '\\'; ///< `\` or a backtick
    std::vector<Directive> directives;
    std::vector<Instruction> instructions;
    std::vector<DockerfileComment> comments;
    std::vector<DockerfileProblem> problems; ///< by place

    /// The first problem at which BuildKit's parser stops, or null.
    [[nodiscard]] const DockerfileProblem* firstFatal() const;
    /// The instruction that holds the byte, or null.
    [[nodiscard]] const Instruction* instructionAt(std::uint32_t offset) const;

    friend bool operator==(const Dockerfile&, const Dockerfile&) = default;
};

/// Reads a Dockerfile. Total: any bytes give a tree; what BuildKit refuses is listed in `problems`
/// and reading goes on with the next instruction. Source: the Dockerfile reference, and the
/// behaviour of BuildKit's frontend/dockerfile/parser (2025).
[[nodiscard]] Dockerfile parseDockerfile(FileId file, std::string_view bytes);

/// The text put together again from the nodes of the tree and the bytes between them; equal to what
/// was parsed.
[[nodiscard]] std::string printDockerfile(const Dockerfile& dockerfile);

/// The text that the shell gets: shell-form RUN, CMD, ENTRYPOINT, and HEALTHCHECK CMD without its
/// type. For exec form and all other instructions the arguments.
[[nodiscard]] JoinedText commandText(const Instruction& instruction);

} // namespace pinwheel
