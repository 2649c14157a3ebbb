#include "core/build/wheel_files.h"

#include "core/base/format.h"
#include "core/python/specifier.h"

#include <algorithm>
#include <ranges>

namespace pinwheel {
namespace {

/// The first part of a wheel's file name. Source: PyPA, binary distribution format, "Escaping and
/// Unicode".
std::string escapedName(std::string name)
{
    std::ranges::replace(name, '-', '_');
    return name;
}

/// A name for a wheel of which not all parts are known: patterns of names and endings match it as
/// they match the real one.
std::string wheelName(const std::string& project, const std::string& version)
{
    return formatted("{}-{}-py3-none-any.whl", escapedName(project),
                     version.empty() ? "0" : version);
}

bool isUrl(std::string_view text)
{
    return text.contains("://");
}

/// The requirement of the command that named the distribution by a URL; that URL is what an install
/// must take as well.
const RootRequirement* urlOf(const Pin& pin, const WheelOrder& order)
{
    for (const Asker& asker : pin.askedBy) {
        if (!asker.origin) continue;
        const auto root =
            std::ranges::find(order.request.requirements, *asker.origin, &RootRequirement::origin);
        if (root != order.request.requirements.end() && isUrl(root->text)) return &*root;
    }
    return nullptr;
}

class WheelFolder
{
public:
    WheelFolder(InstallContext& context, const InstallStep& step, const WheelOrder& order)
        : m_context(context)
        , m_step(step)
        , m_order(order)
        , m_folder(absoluteImagePath(
              context.workingFolder(),
              step.options.destination ? step.options.destination->text.valueOr(".") : "."))
    {
        m_indexes = order.request.indexes;
        m_indexes.insert(m_indexes.end(), order.request.findLinks.begin(),
                         order.request.findLinks.end());
    }

    void fill()
    {
        const ImageFiles::Stamp stamp {m_context.step, m_step.span};
        if (!m_context.certain) {
            m_context.state.files.mountUnknown(
                m_folder, "wheels are made in a branch that may not run", stamp);
            return;
        }
        if (m_order.result != nullptr && m_order.result->succeeded())
            for (const Pin& pin : m_order.result->pins)
                putPin(pin);
        else
            for (const RootRequirement& root : m_order.request.requirements)
                putRoot(root);
        for (const BuiltProject& project : m_order.projects) {
            const std::string name = project.folder.substr(project.folder.rfind('/') + 1);
            put(wheelName(name.empty() ? "project" : name, {}), project.requirements, true);
        }
    }

private:
    void putPin(const Pin& pin)
    {
        Span span = m_step.span;
        for (const Asker& asker : pin.askedBy)
            if (asker.origin) {
                span = m_order.origins[*asker.origin].span;
                break;
            }
        const RootRequirement* url = urlOf(pin, m_order);
        const std::string text = url != nullptr ? url->text
            : pin.version.empty()               ? pin.name + pin.range
                                                : formatted("{}=={}", pin.name, pin.version);
        const bool keepsFile = pin.filename.ends_with(".whl")
            || (m_step.command.action == InstallAction::Download && !pin.filename.empty());
        const auto range = parseSpecifierSet(pin.range);
        const Grade grade =
            range && range->isPinned() && !pin.filename.empty() ? Grade::Certain : pin.grade;
        put(keepsFile ? pin.filename : wheelName(pin.name, pin.version),
            {{text, readRequirementSubject(text), span, grade}}, false);
    }

    void putRoot(const RootRequirement& root)
    {
        const RootOrigin& origin = m_order.origins[root.origin];
        if (origin.constraint) return;
        const RequirementSubject subject = readRequirementSubject(root.text, root.editable);
        const SpecifierSet* range =
            subject.requirement ? &subject.requirement->specifiers : nullptr;
        const std::string version = range != nullptr && range->isPinned() && range->pin() != nullptr
            ? range->pin()->toString()
            : std::string();
        const std::string name =
            origin.name.empty() ? formatted("project_{}", root.origin) : origin.name;
        put(wheelName(name, version), {{root.text, subject, origin.span}}, false);
    }

    void put(const std::string& name, std::vector<WheelRoot> roots, bool isProject)
    {
        WheelFile wheel {.roots = std::move(roots),
                         .isProject = isProject,
                         .indexes = m_indexes,
                         .completeness = m_step.completeness,
                         .notes = m_step.notes};
        m_context.state.files.putWheel(absoluteImagePath(m_folder, name),
                                       std::make_shared<const WheelFile>(std::move(wheel)),
                                       {m_context.step, m_step.span});
    }

    InstallContext& m_context;
    const InstallStep& m_step;
    const WheelOrder& m_order;
    std::string m_folder;
    std::vector<IndexSource> m_indexes;
};

} // namespace

void putWheels(InstallContext& context, const InstallStep& step, const WheelOrder& order)
{
    if (step.options.destination && !step.options.destination->text.isKnown()) return;
    WheelFolder(context, step, order).fill();
}

std::shared_ptr<const WheelFile> wheelAt(const InstallContext& context, const std::string& path)
{
    return context.state.files
        .find(absoluteImagePath(context.workingFolder(), path), context.run.texts)
        .wheel;
}

std::vector<std::shared_ptr<const WheelFile>> wheelsIn(const InstallContext& context,
                                                       const std::string& folder)
{
    const std::string path = absoluteImagePath(context.workingFolder(), folder);
    std::vector<std::shared_ptr<const WheelFile>> wheels;
    const Known<std::vector<std::string>> names = context.state.files.list(path, context.run.texts);
    if (!names) return wheels;
    for (const std::string& name : *names) {
        auto wheel =
            context.state.files.find(absoluteImagePath(path, name), context.run.texts).wheel;
        if (!wheel) return {};
        wheels.push_back(std::move(wheel));
    }
    return wheels;
}

} // namespace pinwheel
