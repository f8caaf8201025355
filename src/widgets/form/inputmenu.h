#pragma once

#include "core/json.h"

#include <QByteArray>
#include <QHash>
#include <QMenu>

namespace widgets {

//! What an input can be filled from: documents that are offered, and a file. Texts are read in another thread, as
//! strictly as if they had been typed.
class InputMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InputMenu)

public:
    explicit InputMenu(QWidget *parent = nullptr);

    //! Adds an entry above the file's; the same name again replaces it. \param text  JSON
    void offer(const QString &name, const QByteArray &text);
    //! As if an offer had been chosen.
    void choose(const QString &name, const QByteArray &text);
    //! \param path  of a file of at most 4 MB
    void chooseFile(const QString &path);

Q_SIGNALS:
    //! Of several that are asked for in a row only the last one comes.
    void chosen(const core::Json &document);
    //! \param why  a sentence
    void refused(const QString &why);

private:
    void askForFile();
    template<typename Reader>
    void read(const QString &name, Reader reader);

    QHash<QString, QAction *> m_offers;
    QAction *m_fileAction;
    quint64 m_generation = 0;
};

} // namespace widgets
