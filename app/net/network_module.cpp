// The network as a library that the command line loads when it is asked to use it, so that no other
// run starts Qt.

#include "app/net/network_module.h"

#include "app/net/http_transport.h"

extern "C" void pinwheelMakeTransport(std::shared_ptr<pinwheel::Transport>* transport)
{
    *transport = pinwheel::makeHttpTransport({.netrc = pinwheel::readNetrc()});
}
