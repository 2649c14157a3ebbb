// Redirections (POSIX.1-2017, Shell Command Language 2.7): output is collected and handed to the
// host when the command with the redirection is over; input is a text that builtins read piece by
// piece.

#include "core/base/limits.h"
#include "core/shell/evaluator.h"

namespace pinwheel::shell {

namespace {

using Kind = ShellRedirection::Kind;

SinkPtr sinkOf(Sink::Kind kind)
{
    return std::make_shared<Sink>(Sink {.kind = kind});
}

} // namespace

void Evaluator::print(Scope& scope, int descriptor, const TracedText& text)
{
    const SinkPtr& sink = scope.outputs[static_cast<std::size_t>(descriptor)];
    if (!sink || sink->kind == Sink::Kind::Null) return;
    charge(text.bytes.size() / 256);
    if (sink->text.bytes.size() + text.bytes.size() > limits::shellWordBytes) {
        problem(ShellProblem::Kind::Limit, {}, "an output is longer than is followed", scope);
        sink->text.appendGap("it is longer than is followed");
        return;
    }
    sink->text.append(text);
}

void Evaluator::openOutput(int descriptor, const ShellWord& target, bool append, Scope& scope,
                           ShellRange range)
{
    SinkPtr& slot = scope.outputs[static_cast<std::size_t>(descriptor)];
    const auto path = target.isKnown() ? pathOf(target.value, scope) : std::nullopt;
    if (path == "/dev/null") {
        slot = sinkOf(Sink::Kind::Null);
    } else if (path == "/dev/stdout" || path == "/dev/fd/1" || path == "/proc/self/fd/1") {
        slot = scope.outputs[1];
    } else if (path == "/dev/stderr" || path == "/dev/fd/2" || path == "/proc/self/fd/2") {
        slot = scope.outputs[2];
    } else if (path && path->starts_with("/dev/")) {
        slot = sinkOf(Sink::Kind::Null);
    } else {
        slot = std::make_shared<Sink>(Sink {.kind = Sink::Kind::File,
                                            .path = path.value_or(""),
                                            .append = append,
                                            .origin = scriptRange(range, scope)});
    }
}

bool Evaluator::redirect(std::span<const Redirect> redirects, Scope& scope,
                         std::vector<ShellRedirection>& written)
{
    for (const Redirect& item : redirects) {
        ShellRedirection done;
        done.kind = item.kind;
        done.descriptor = item.descriptor;
        done.range = scriptRange(item.range, scope);
        if (item.kind == Kind::HereDocument) {
            done.target.value = expandText(item.target, scope);
            done.target.range = scriptRange(item.target.range, scope);
        } else {
            done.target = expandSingle(item.target, scope);
        }
        if (m_flow != Flow::Normal) {
            if (!isBash())
                m_flow = Flow::Normal; // dash: an error here fails the command and no more.
            return false;
        }
        const auto slot = static_cast<std::size_t>(item.descriptor);
        switch (item.kind) {
        case Kind::HereDocument:
            if (slot == 0) scope.input = std::make_shared<Input>(Input {.text = done.target.value});
            break;
        case Kind::HereString:
            if (slot == 0) {
                TracedText text = done.target.value;
                text.append("\n");
                scope.input = std::make_shared<Input>(Input {.text = std::move(text)});
            }
            break;
        case Kind::Read:
        case Kind::ReadWrite: {
            settle(scope);
            const auto path = pathOf(done.target.value, scope);
            TracedText text;
            if (!path)
                text = unknown("the name of a file is not known");
            else if (*path != "/dev/null")
                text = m_host.readFile(*path);
            (slot == 0 ? scope.input : scope.inputs[slot]) =
                std::make_shared<Input>(Input {.text = std::move(text)});
            break;
        }
        case Kind::Write:
            openOutput(item.descriptor, done.target, false, scope, item.range);
            break;
        case Kind::Append:
            openOutput(item.descriptor, done.target, true, scope, item.range);
            break;
        case Kind::WriteBoth:
        case Kind::AppendBoth:
            openOutput(1, done.target, item.kind == Kind::AppendBoth, scope, item.range);
            scope.outputs[2] = scope.outputs[1];
            break;
        case Kind::DuplicateOutput:
        case Kind::DuplicateInput: {
            const std::string& text = done.target.value.bytes;
            if (done.target.isKnown() && text.size() == 1 && text[0] >= '0' && text[0] <= '9') {
                const auto from = static_cast<std::size_t>(text[0] - '0');
                if (item.kind == Kind::DuplicateInput && (from == 0 || scope.inputs[from]))
                    (slot == 0 ? scope.input : scope.inputs[slot]) =
                        from == 0 ? scope.input : scope.inputs[from];
                if (item.kind == Kind::DuplicateOutput || slot != 0)
                    scope.outputs[slot] = scope.outputs[from];
            } else if (text == "-") {
                if (slot == 0 && item.kind == Kind::DuplicateInput)
                    scope.input = std::make_shared<Input>();
                else if (scope.inputs[slot])
                    scope.inputs[slot] = nullptr;
                else
                    scope.outputs[slot] = sinkOf(Sink::Kind::Null);
            } else if (item.kind == Kind::DuplicateOutput) { // bash: `>& file`
                openOutput(1, done.target, false, scope, item.range);
                scope.outputs[2] = scope.outputs[1];
            }
            break;
        }
        }
        written.push_back(std::move(done));
    }
    return true;
}

void Evaluator::flush(const Scope& inner, const Scope& outer)
{
    for (std::size_t i = 0; i < inner.outputs.size(); ++i) {
        const SinkPtr& sink = inner.outputs[i];
        if (!sink || sink->kind != Sink::Kind::File) continue;
        bool kept = false; // Still open outside, or handled under a lower number.
        for (const SinkPtr& other : outer.outputs)
            kept = kept || other == sink;
        for (std::size_t k = 0; k < i; ++k)
            kept = kept || inner.outputs[k] == sink;
        if (kept) continue;
        writeOut(*sink);
    }
}

void Evaluator::writeOut(Sink& sink)
{
    if (sink.path.empty()) {
        m_host.unknownPathChanged(sink.origin);
        return;
    }
    m_host.writeFile({.path = sink.path,
                      .content = std::move(sink.text),
                      .append = sink.append,
                      .certain = m_uncertain == 0,
                      .origin = sink.origin});
    sink.text = {};
    sink.append = true;
}

void Evaluator::settle(const Scope& scope)
{
    for (const SinkPtr& sink : scope.outputs) {
        const bool holds = sink && sink->kind == Sink::Kind::File && !sink->path.empty()
            && !(sink->append && sink->text.isEmpty());
        if (holds) writeOut(*sink);
    }
}

} // namespace pinwheel::shell
