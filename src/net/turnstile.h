#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>

namespace net {

//! Lets a few requests at once through to each server; the others wait here instead of inside the access manager, where
//! their time limits would already run.
class Turnstile final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Turnstile)

public:
    //! As many connections as the access manager opens to one server.
    static constexpr int width = 6;

    //! A place in the queue or in the open. Destroying it gives the place to the next one.
    class Ticket final
    {
        Q_DISABLE_COPY_MOVE(Ticket)

    public:
        Ticket(Turnstile *turnstile, QString lane, std::function<void()> go);
        ~Ticket();

    private:
        friend class Turnstile;
        QPointer<Turnstile> m_turnstile;
        QString m_lane;
        std::function<void()> m_go; //!< empty once it was let through
    };

    explicit Turnstile(QObject *parent = nullptr);

    //! \param go  called once, from the event loop, when it is this one's turn; never after the ticket is gone
    [[nodiscard]] std::unique_ptr<Ticket> enter(const QString &lane, std::function<void()> go);

private:
    struct Lane
    {
        int open = 0;
        QList<Ticket *> waiting;
    };

    void leave(Ticket *ticket);
    void schedule(const QString &lane);
    void admit(const QString &lane);

    QHash<QString, Lane> m_lanes;
};

} // namespace net
