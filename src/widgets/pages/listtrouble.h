#pragma once

#include "core/apierror.h"
#include "widgets/pages/trouble.h"

#include <QObject>

namespace models {
class PagedModel;
}

namespace widgets {

//! What is wrong with a list that shows rows: its beginning could not be read anew, or a later page did not come. A
//! list without rows says so itself, by its face.
class ListTrouble final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListTrouble)

public:
    //! Sentences, each with %1 for the reason and %2 for the advice.
    struct Words
    {
        QString refresh; //!< the beginning could not be read anew
        QString more;    //!< a later page did not come
    };

    ListTrouble(models::PagedModel *model, Words words, QObject *parent = nullptr);

    [[nodiscard]] const Trouble &current() const;
    //! Nobody looks at the list any more; what is still wrong is met again by whoever does.
    void forget();

Q_SIGNALS:
    //! Another trouble, or the same one met again.
    void changed();

private:
    void note(Trouble &which, const QString &words, const core::ApiError &error);
    void clear(Trouble &which);

    models::PagedModel *m_model;
    Words m_words;
    Trouble m_refresh;
    Trouble m_more;
};

} // namespace widgets
