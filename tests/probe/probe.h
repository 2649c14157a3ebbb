#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

/// The probe answers questions about the core, one JSON object a line; see main.cpp.
namespace pinwheel::probe {

using Json = nlohmann::json;

/// Answers one request. May throw Json::exception where the request lacks a field or has one of the
/// wrong kind: main turns that into a failure.
using Answer = Json (*)(const Json& request);

/// {"ok": true} to which an answer adds its fields.
[[nodiscard]] inline Json success()
{
    return Json {{"ok", true}};
}
/// {"ok": false, "error": …}: the input is not valid.
[[nodiscard]] inline Json failure(std::string_view error)
{
    return Json {{"ok", false}, {"error", error}};
}

// python_ops.cpp: versions, requirements and tags (core/python).
Json answerVersion(const Json& request);
Json answerCompare(const Json& request);
Json answerContains(const Json& request);
Json answerFilter(const Json& request);
Json answerRequirement(const Json& request);
Json answerMarker(const Json& request);
Json answerWheel(const Json& request);
Json answerPlatforms(const Json& request);
Json answerTags(const Json& request);

// dockerfile_ops.cpp: the grammar and the expansion of Dockerfiles (core/dockerfile).
Json answerDockerfile(const Json& request);
Json answerExpand(const Json& request);

// shell_ops.cpp: the evaluation of RUN text (core/shell).
Json answerShell(const Json& request);

// pip_ops.cpp: what one pip install would do (core/resolver).
Json answerPip(const Json& request);

// requirements_ops.cpp: requirement files (core/requirements).
Json answerRequirementsFile(const Json& request);

// installers_ops.cpp: pip's option tables and what they make of a command (core/installers). Not
// asked from outside.
Json answerPipTable(const Json& request);
Json answerPipCommand(const Json& request);

} // namespace pinwheel::probe
