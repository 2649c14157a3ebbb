#include "core/installers/command_builder.h"

#include "core/python/project_name.h"
#include "core/python/python_text.h"

#include <algorithm>

namespace pinwheel {
namespace {

CommandProblem::Kind kindOf(OptionTrouble::Kind kind)
{
    switch (kind) {
    case OptionTrouble::Kind::Unknown:
        return CommandProblem::Kind::UnknownOption;
    case OptionTrouble::Kind::Ambiguous:
        return CommandProblem::Kind::AmbiguousOption;
    case OptionTrouble::Kind::MissingValue:
        return CommandProblem::Kind::MissingValue;
    case OptionTrouble::Kind::UnexpectedValue:
        return CommandProblem::Kind::UnexpectedValue;
    case OptionTrouble::Kind::BadValue:
        return CommandProblem::Kind::BadValue;
    }
    return CommandProblem::Kind::UnknownOption;
}

PackageArgument::Kind kindOf(SubjectKind kind)
{
    switch (kind) {
    case SubjectKind::Named:
        return PackageArgument::Kind::Requirement;
    case SubjectKind::LocalPath:
        return PackageArgument::Kind::LocalPath;
    case SubjectKind::Archive:
        return PackageArgument::Kind::Archive;
    case SubjectKind::Url:
        return PackageArgument::Kind::Url;
    case SubjectKind::Vcs:
        return PackageArgument::Kind::Vcs;
    case SubjectKind::Invalid:
        return PackageArgument::Kind::Invalid;
    }
    return PackageArgument::Kind::Invalid;
}

/// "torch" of "torch==" or "torch[gpu]=="; empty where a name may go on: "tor$X".
std::string nameBefore(std::string_view prefix)
{
    std::size_t end = 0;
    while (end < prefix.size()
           && (isLetter(prefix[end]) || isDigit(prefix[end]) || prefix[end] == '-'
               || prefix[end] == '_' || prefix[end] == '.'))
        ++end;
    const std::string_view name = prefix.substr(0, end);
    const bool isOver = end < prefix.size() && std::string_view("=<>!~[ @;").contains(prefix[end]);
    return isOver && isValidName(name) ? normalizedName(name) : std::string();
}

} // namespace

std::string_view lastPathPart(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

CommandBuilder::CommandBuilder(const ToolCall& call)
    : m_argv(call.argv)
    , m_switches(call.argv.size())
{
    command.tool = call.tool;
    command.program = call.argv[call.program];
    command.launchers = call.launchers;
    command.span = call.argv.front().span;
    for (const InstallerWord& each : call.argv)
        if (each.span.file == command.span.file && !each.span.isEmpty())
            command.span = cover(command.span, each.span);
}

OptionOrigin CommandBuilder::originOf(const CommandOption& option)
{
    return {.kind = OptionOrigin::Kind::CommandLine,
            .span = option.valueSpan ? cover(option.span, *option.valueSpan) : option.span,
            .name = option.spelled};
}

Span CommandBuilder::partOf(std::size_t index, std::size_t begin, std::size_t end) const
{
    const InstallerWord& from = m_argv[index];
    // Only where nothing was quoted or replaced do bytes of the text stand for bytes of the file.
    if (!from.isKnown() || from.span.size() != from.text->size()) return from.span;
    return {.file = from.span.file,
            .begin = from.span.begin + static_cast<std::uint32_t>(begin),
            .end = from.span.begin + static_cast<std::uint32_t>(std::min(end, from.text->size()))};
}

OptionValue CommandBuilder::valueOf(const ParsedOptionValue& value,
                                    const std::string& spelled) const
{
    OptionValue result {.text = value.text,
                        .origin = {.kind = OptionOrigin::Kind::CommandLine,
                                   .span = partOf(value.word, value.begin, std::string::npos),
                                   .name = spelled}};
    if (!value.known) {
        const InstallerWord& from = m_argv[value.word];
        result.text = unknown(from.text ? "the word stands for a list that is not known"
                                        : from.text.reason());
        result.knownPrefix = value.text;
    }
    return result;
}

void CommandBuilder::noteUnknown(std::size_t index)
{
    if (std::ranges::find(command.unknownWords, m_argv[index]) == command.unknownWords.end())
        command.unknownWords.push_back(m_argv[index]);
}

void CommandBuilder::addOption(const ParsedOption& option, std::size_t from)
{
    const std::size_t index = from + option.word;
    const Span span = partOf(index, option.begin, option.end);
    const std::string name(option.spec ? option.spec->name() : std::string_view(option.spelled));
    if (option.values.empty()) {
        command.options.push_back({.name = name, .spelled = option.spelled, .span = span});
        if (option.spec && option.spec->arity == OptionArity::Switch)
            m_switches[index] = static_cast<std::uint32_t>(command.options.size() - 1);
        return;
    }
    for (ParsedOptionValue value : option.values) {
        value.word += from;
        OptionValue text = valueOf(value, option.spelled);
        if (!text.text) noteUnknown(value.word);
        const std::optional<Span> valueSpan = text.origin.span;
        text.origin.span = value.word == index ? m_argv[index].span : cover(span, *valueSpan);
        command.options.push_back({.name = name,
                                   .spelled = option.spelled,
                                   .value = std::move(text),
                                   .span = span,
                                   .valueSpan = valueSpan});
    }
}

std::vector<std::size_t> CommandBuilder::readOptions(const OptionTables& tables,
                                                     const OptionDialect& dialect, std::size_t from)
{
    from = std::min(from, m_argv.size());
    std::vector<OptionWord> words;
    for (const InstallerWord& each : m_argv.subspan(from))
        words.push_back(
            {.text = each.knownText(), .known = each.text.isKnown(), .several = each.mayBeSeveral});
    const ParsedWords parsed = parseOptionWords(words, tables, dialect);
    for (const ParsedOption& option : parsed.options)
        addOption(option, from);
    for (const OptionTrouble& trouble : parsed.troubles)
        problem(kindOf(trouble.kind), m_argv[from + trouble.word].span, trouble.message);
    std::vector<std::size_t> arguments;
    for (const std::size_t argument : parsed.arguments) {
        arguments.push_back(from + argument);
        if (!m_argv[from + argument].isKnown()) noteUnknown(from + argument);
    }
    return arguments;
}

std::size_t CommandBuilder::readSubcommand(const OptionTables& tables, OptionDialect dialect,
                                           std::size_t from)
{
    dialect.interspersed = false;
    // Find the first argument first, then read the options before it: what stands behind belongs to
    // the subcommand.
    std::vector<OptionWord> words;
    for (const InstallerWord& each : m_argv.subspan(std::min(from, m_argv.size())))
        words.push_back(
            {.text = each.knownText(), .known = each.text.isKnown(), .several = each.mayBeSeveral});
    const ParsedWords parsed = parseOptionWords(words, tables, dialect);
    for (const ParsedOption& option : parsed.options)
        addOption(option, from);
    for (const OptionTrouble& trouble : parsed.troubles)
        problem(kindOf(trouble.kind), m_argv[from + trouble.word].span, trouble.message);
    if (parsed.arguments.empty()) return m_argv.size();
    const std::size_t index = from + parsed.arguments.front();
    if (!m_argv[index].isKnown()) {
        for (std::size_t i = index; i < m_argv.size(); ++i)
            if (!m_argv[i].isKnown()) noteUnknown(i);
        return m_argv.size();
    }
    command.subcommand += (command.subcommand.empty() ? "" : " ") + *m_argv[index].text;
    return index;
}

void CommandBuilder::describe(PackageArgument& argument, const InstallerWord& from)
{
    argument.mayBeSeveral = from.mayBeSeveral;
    if (!from.isKnown()) {
        argument.text = from.text
            ? Known<std::string>(unknown("the word stands for a list that is not known"))
            : from.text;
        argument.knownPrefix = from.knownText();
        argument.name = nameBefore(argument.knownPrefix);
        argument.kind = PackageArgument::Kind::Unknown;
        return;
    }
    argument.text = *from.text;
    RequirementSubject subject = readRequirementSubject(*from.text, argument.editable);
    argument.kind = kindOf(subject.kind);
    argument.name = subject.name;
    argument.extras = subject.extras;
    argument.location = subject.location;
    argument.error = subject.error;
    if (subject.requirement)
        argument.specifier = subject.requirement->specifiers.toString();
    else if (!subject.version.empty())
        argument.specifier = "==" + subject.version;
    argument.requirement = std::move(subject.requirement);
    if (argument.kind == PackageArgument::Kind::Invalid)
        problem(CommandProblem::Kind::BadArgument, argument.span, argument.error);
}

void CommandBuilder::addRequirement(std::size_t index, bool editable)
{
    PackageArgument argument {.editable = editable, .span = m_argv[index].span};
    describe(argument, m_argv[index]);
    if (index > 0) argument.followsSwitch = m_switches[index - 1];
    command.arguments.push_back(std::move(argument));
}

void CommandBuilder::addRequirement(const CommandOption& option, bool editable)
{
    if (!option.value) return;
    PackageArgument argument {.editable = editable, .span = option.valueSpan.value_or(option.span)};
    const InstallerWord from {.text = option.value->text,
                              .knownPrefix = option.value->knownPrefix,
                              .span = argument.span};
    describe(argument, from);
    command.arguments.push_back(std::move(argument));
}

PackageArgument& CommandBuilder::addPackage(std::size_t index, PackageArgument::Kind kind)
{
    const InstallerWord& from = m_argv[index];
    PackageArgument argument {.kind = kind, .span = from.span, .mayBeSeveral = from.mayBeSeveral};
    if (from.isKnown()) {
        argument.text = *from.text;
    } else {
        argument.kind = PackageArgument::Kind::Unknown;
        argument.text = from.text
            ? Known<std::string>(unknown("the word stands for a list that is not known"))
            : from.text;
        argument.knownPrefix = from.knownText();
        noteUnknown(index);
    }
    if (index > 0) argument.followsSwitch = m_switches[index - 1];
    command.arguments.push_back(std::move(argument));
    return command.arguments.back();
}

void CommandBuilder::addFile(std::vector<FileArgument>& files, const CommandOption& option)
{
    if (option.value)
        files.push_back({.path = *option.value, .span = option.valueSpan.value_or(option.span)});
}

void CommandBuilder::problem(CommandProblem::Kind kind, Span span, std::string message)
{
    command.problems.push_back({.kind = kind, .span = span, .message = std::move(message)});
}

InstallCommand CommandBuilder::finish()
{
    for (const InstallerWord& each : command.unknownWords)
        problem(CommandProblem::Kind::UnknownWord, each.span,
                "the word is not known: "
                    + (each.text ? std::string("it stands for a list") : each.text.reason()));
    return std::move(command);
}

} // namespace pinwheel
