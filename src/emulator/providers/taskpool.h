#pragma once

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace emulator {

//! Threads for work that blocks. What a piece of work returns is called on the thread of this object, later.
//! Destroying it waits until all work has ended; whoever owns it cancels long work first.
class TaskPool final : public QObject
{
    Q_OBJECT

public:
    using Continuation = std::function<void()>;
    using Work = std::function<Continuation()>;

    explicit TaskPool(QObject *parent = nullptr);
    ~TaskPool() override;
    Q_DISABLE_COPY_MOVE(TaskPool)

    void run(Work work);

private:
    QThreadPool m_threads;
};

} // namespace emulator
