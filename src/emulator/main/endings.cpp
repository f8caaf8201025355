#include "endings.h"

#include <QSocketNotifier>
#include <QTimer>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace emulator::program {

namespace {

// A signal handler may do next to nothing: it writes one byte into a pipe that the event loop reads.
std::array<int, 2> signalPipe{-1, -1};

void handleSignal(int number)
{
    const int saved = errno;
    const char byte = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = ::write(signalPipe[1], &byte, 1);
    errno = saved;
}

bool handle(int number)
{
    struct sigaction action = {};
    action.sa_handler = handleSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    return ::sigaction(number, &action, nullptr) == 0;
}

} // namespace

Endings::Endings(QObject *parent)
    : QObject(parent)
{
}

Endings::~Endings() = default;

bool Endings::watchSignals()
{
    if (::pipe2(signalPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    m_signals = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, this);
    connect(m_signals, &QSocketNotifier::activated, this, &Endings::signalArrived);
    std::signal(SIGPIPE, SIG_IGN); // a reader of the start line who has gone is no reason to end
    return handle(SIGTERM) && handle(SIGINT);
}

void Endings::watchStandardInput()
{
    if (::fcntl(STDIN_FILENO, F_GETFD) < 0) { // there is none, so it is closed
        QTimer::singleShot(0, this, [this] { Q_EMIT ended(u"no standard input"_s); });
        return;
    }
    m_input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(m_input, &QSocketNotifier::activated, this, &Endings::inputArrived);
}

void Endings::signalArrived()
{
    char byte = 0;
    if (::read(signalPipe[0], &byte, 1) == 1)
        Q_EMIT ended(byte == SIGINT ? u"SIGINT"_s : u"SIGTERM"_s);
}

void Endings::inputArrived()
{
    std::array<char, 256> ignored{};
    const ssize_t size = ::read(STDIN_FILENO, ignored.data(), ignored.size());
    if (size > 0 || (size < 0 && (errno == EINTR || errno == EAGAIN)))
        return;
    m_input->setEnabled(false);
    Q_EMIT ended(u"end of standard input"_s);
}

} // namespace emulator::program
