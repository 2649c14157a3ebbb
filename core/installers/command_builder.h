#pragma once

// What the readers of all tools share: from words and option tables to an InstallCommand.

#include "core/installers/install_command.h"
#include "core/requirements/option_words.h"

#include <array>
#include <initializer_list>
#include <utility>
#include <variant>

namespace pinwheel {

/// One call as the dispatch found it: argv[program] names the tool.
struct ToolCall {
    InstallTool tool = InstallTool::Pip;
    std::span<const InstallerWord> argv;
    std::size_t program = 0;
    std::vector<CommandLauncher> launchers;
};

using ToolReader = std::optional<InstallCommand> (*)(const ToolCall&);

using OptionTables = std::vector<std::span<const OptionSpec>>;

/// An option by its first long name, and the field it sets; a switch may set false.
template <class Options>
struct OptionField {
    std::string_view name;
    std::variant<OptionFlag Options::*, Rare<OptionValue> Options::*,
                 std::vector<OptionValue> Options::*>
        field;
    bool on = true;
};

/// Puts a value (null for a switch) where the fields say; false when no field has that name.
template <class Options>
bool setField(Options& options, std::span<const OptionField<Options>> fields, std::string_view name,
              const OptionValue* value, const OptionOrigin& origin)
{
    bool found = false;
    for (const OptionField<Options>& entry : fields) {
        if (entry.name != name) continue;
        found = true;
        if (const auto* const flag = std::get_if<0>(&entry.field))
            options.*(*flag) = {entry.on, origin};
        else if (value && std::holds_alternative<Rare<OptionValue> Options::*>(entry.field))
            options.*(std::get<1>(entry.field)) = *value;
        else if (value)
            (options.*(std::get<2>(entry.field))).push_back(*value);
    }
    return found;
}

class CommandBuilder
{
public:
    explicit CommandBuilder(const ToolCall& call);

    [[nodiscard]] std::span<const InstallerWord> argv() const { return m_argv; }
    [[nodiscard]] const InstallerWord& word(std::size_t index) const { return m_argv[index]; }

    /// Reads options from word `from` on; the words that are no options come back, in order.
    std::vector<std::size_t> readOptions(const OptionTables& tables, const OptionDialect& dialect,
                                         std::size_t from);
    /// Reads the options before the subcommand, then the subcommand itself, which joins
    /// `command.subcommand`.
    /// @return its index; the number of words when there is none, or none that is known
    std::size_t readSubcommand(const OptionTables& tables, OptionDialect dialect, std::size_t from);

    /// Adds what the word asks for, as pip reads it.
    void addRequirement(std::size_t index, bool editable = false);
    /// Adds an option's value likewise (-e).
    void addRequirement(const CommandOption& option, bool editable);
    /// Adds a name that only the tool itself understands.
    PackageArgument& addPackage(std::size_t index, PackageArgument::Kind kind);
    void addFile(std::vector<FileArgument>& files, const CommandOption& option);

    void problem(CommandProblem::Kind kind, Span span, std::string message);
    /// The command, with what every reader checks at its end.
    [[nodiscard]] InstallCommand finish();

    /// Every option whose name has a field; the others are left.
    template <class Options>
    void fill(Options& options, std::span<const OptionField<Options>> fields) const
    {
        for (const CommandOption& option : command.options)
            setField(options, fields, option.name, option.value ? &*option.value : nullptr,
                     originOf(option));
    }
    [[nodiscard]] static OptionOrigin originOf(const CommandOption& option);

    InstallCommand command;

private:
    [[nodiscard]] Span partOf(std::size_t index, std::size_t begin, std::size_t end) const;
    [[nodiscard]] OptionValue valueOf(const ParsedOptionValue& value,
                                      const std::string& spelled) const;
    void addOption(const ParsedOption& option, std::size_t from);
    void noteUnknown(std::size_t index);
    void describe(PackageArgument& argument, const InstallerWord& word);

    std::span<const InstallerWord> m_argv;
    std::vector<std::optional<std::uint32_t>>
        m_switches; ///< per word: the switch that it ends with
};

/// "/usr/bin/pip3.10" → "pip3.10".
[[nodiscard]] std::string_view lastPathPart(std::string_view path);

} // namespace pinwheel
