#pragma once

#include <QObject>

class QSocketNotifier;

namespace emulator::program {

//! What ends the program from outside: SIGTERM, SIGINT and, if wanted, the end of standard input. One object a process.
class Endings final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Endings)

public:
    explicit Endings(QObject *parent = nullptr);
    ~Endings() override;

    //! From now on the signals end in ended(). \returns false if the system refused.
    [[nodiscard]] bool watchSignals();
    //! From now on the end of standard input ends in ended(). What is written there is ignored.
    void watchStandardInput();

Q_SIGNALS:
    //! \param cause  for the log: `SIGTERM`, …
    void ended(const QString &cause);

private:
    void signalArrived();
    void inputArrived();

    QSocketNotifier *m_signals = nullptr;
    QSocketNotifier *m_input = nullptr;
};

} // namespace emulator::program
