#pragma once

#include <QMetaType>
#include <QString>
#include <QUrlQuery>
#include <QUuid>

#include <optional>

namespace widgets {

//! Where the window can be: a page, what it shows, and how (tab, filter). As text it is a link that can be pasted:
//! `flows-desktop://<profile>/flow/<id>?tab=runs`.
struct PageLink
{
    enum class Kind { Library, Flow, Runs, Run };

    Kind kind = Kind::Library;
    QString id;      //!< of the flow or the run; empty for Library and Runs
    QUrlQuery query; //!< `tab` of a flow, `status` and `label` of runs, `state` of a run

    bool operator==(const PageLink &other) const
    {
        return kind == other.kind && id == other.id && query == other.query;
    }

    //! The same for links that one page widget serves.
    [[nodiscard]] QString key() const;
    [[nodiscard]] QString value(const QString &name) const { return query.queryItemValue(name, QUrl::FullyDecoded); }
    [[nodiscard]] PageLink with(const QString &name, const QString &value) const;

    [[nodiscard]] QString toText(const QUuid &profile) const;
    //! \returns nothing if the text is no link of ours, or its id is not a UUID.
    [[nodiscard]] static std::optional<PageLink> fromText(const QString &text);

    [[nodiscard]] static PageLink library() { return {}; }
    [[nodiscard]] static PageLink flow(const QString &flowId) { return {Kind::Flow, flowId, {}}; }
    [[nodiscard]] static PageLink runs() { return {Kind::Runs, {}, {}}; }
    [[nodiscard]] static PageLink run(const QString &runId) { return {Kind::Run, runId, {}}; }
};

} // namespace widgets

Q_DECLARE_METATYPE(widgets::PageLink)
