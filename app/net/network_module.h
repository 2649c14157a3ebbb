#pragma once

#include "core/index/transport.h"

#include <memory>

// What the loadable library of app/net exports. The two are built together and never mixed with
// other builds.

/// Sets `*transport` to HTTP with the user's netrc and proxies.
extern "C" void pinwheelMakeTransport(std::shared_ptr<pinwheel::Transport>* transport);
