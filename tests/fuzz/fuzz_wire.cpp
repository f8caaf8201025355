#include "fuzz/fuzzinput.h"
#include "fuzz/requesttext.h"
#include "support/emulatorfixture.h"

#include <QElapsedTimer>
#include <QThread>

#include <memory>

namespace {

constexpr int patience = 5000; // ms until a connection that was closed by its client counts as hanging

} // namespace

//! Bytes as they come from a socket: whatever they are, the connection ends, what comes back is HTTP, and the next
//! client is served.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    [[maybe_unused]] static QCoreApplication &application = fuzz::application();
    static const auto service = std::make_unique<testsupport::EmulatorFixture>();
    QByteArray bytes = fuzz::text(data, size).toByteArray();
    bytes.replace("@port", QByteArray::number(service->server->port()));
    {
        const emulator::Transaction putBack(*service->database); // never committed
        testsupport::RawHttp client(service->server->port());
        client.send(bytes);
        QElapsedTimer timer;
        timer.start();
        client.socket().disconnectFromHost(); // once everything is sent
        while (!client.closed() && timer.elapsed() < patience) {
            QCoreApplication::processEvents();
            QThread::usleep(50);
        }
        fuzz::require(client.closed(), "a client that has gone is let go");
        fuzz::require(client.received().isEmpty() || client.received().startsWith("HTTP/1.1 "), "an answer is HTTP");
        fuzz::require(!client.received().startsWith("HTTP/1.1 500"), "no bytes break the service");
        while (service->server->openSockets() > 0 && timer.elapsed() < patience)
            QCoreApplication::processEvents();
        fuzz::require(service->server->openSockets() == 0, "no connection stays");
    }
    return 0;
}
