#include "support/layoutgraphs.h"

#include "core/json.h"
#include "support/paths.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <functional>

namespace testsupport {

namespace {

constexpr qreal CharacterWidth = 7;

int addNode(NamedGraph &into, const QString &name, const QSizeF &size)
{
    into.graph.nodes.append({size});
    into.names.append(name);
    return int(into.names.size()) - 1;
}

int addState(NamedGraph &into, const QString &name, qreal height = 40)
{
    return addNode(into, name, QSizeF(std::max<qreal>(100, 40 + CharacterWidth * name.size()), height));
}

void addEdge(NamedGraph &into, int from, int to, const QString &label = {}, bool exceptional = false)
{
    const QString text = label.left(32);
    const QSizeF size = text.isEmpty() ? QSizeF() : QSizeF(8 + 0.9 * CharacterWidth * text.size(), 18);
    into.graph.edges.append({from, to, size, exceptional});
    into.labels.append(text);
}

//! The longest way from the start to the end that turns nowhere, by depth first search; short of that the longest way.
QList<int> mainPath(const layout::Graph &graph, int start, int end)
{
    QList<int> best;
    QList<int> path{start};
    int steps = 0;
    const std::function<void()> walk = [&] {
        if (++steps > 20'000)
            return;
        const bool toEnd = path.last() == end;
        const bool bestToEnd = !best.isEmpty() && best.last() == end;
        if (toEnd != bestToEnd ? toEnd : path.size() > best.size())
            best = path;
        for (const layout::Edge &edge : graph.edges) {
            if (edge.from != path.last() || edge.exceptional || path.contains(edge.to))
                continue;
            path.append(edge.to);
            walk();
            path.removeLast();
        }
    };
    walk();
    return best;
}

//! A rule's own words, roughly as the diagram writes them.
QString conditionOf(const core::Json &rule)
{
    QString text;
    for (const auto &[key, value] : rule.items()) {
        if (key != "Next")
            text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + core::toQString(key) + QLatin1Char(' ') +
                    QString::fromUtf8(core::toBytes(value));
    }
    return text;
}

void addEdgesOf(NamedGraph &into, int from, const core::Json &state)
{
    const auto add = [&](const core::Json &owner, const char *key, const QString &label, bool exceptional) {
        const auto target = into.names.indexOf(core::stringMember(owner, key));
        if (!core::stringMember(owner, key).isEmpty() && target >= 0)
            addEdge(into, from, int(target), label, exceptional);
    };
    add(state, "Next", {}, false);
    if (const core::Json *choices = core::member(state, "Choices")) {
        for (const core::Json &rule : *choices)
            add(rule, "Next", conditionOf(rule), false);
    }
    add(state, "Default", QStringLiteral("otherwise"), false);
    if (const core::Json *catchers = core::member(state, "Catch")) {
        for (const core::Json &catcher : *catchers)
            add(catcher, "Next", core::toQString(catcher["ErrorEquals"][0].get<std::string>()), true);
    }
}

//! Numbers for generated graphs: the same on every machine, unlike the distributions of the standard library.
class Dice
{
public:
    explicit Dice(unsigned seed)
        : m_state(seed * 2'654'435'761U + 12'345U)
    {
    }
    int below(int limit)
    {
        m_state = m_state * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
        return int((m_state >> 33) % unsigned(std::max(1, limit)));
    }
    bool chance(int percent) { return below(100) < percent; }

private:
    quint64 m_state;
};

} // namespace

QStringList exampleFlows()
{
    return QDir(dataDir() + QStringLiteral("/example-flows")).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
}

NamedGraph exampleGraph(const QString &flow)
{
    NamedGraph result;
    QFile file(dataDir() + QStringLiteral("/example-flows/") + flow + QStringLiteral("/definition.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {{}, {file.errorString()}, {}};
    const core::JsonParse parsed = core::parseJson(file.readAll());
    const core::Json *states = parsed ? core::member(*parsed.value, "States") : nullptr;
    if (!states)
        return {{}, {QStringLiteral("no States")}, {}};
    const int start = addNode(result, QString(), QSizeF(16, 16));
    for (const auto &[name, state] : states->items())
        addState(result, core::toQString(name), core::stringMember(state, "Type") == QLatin1String("Action") ? 44 : 34);
    const int end = addNode(result, QString(), QSizeF(16, 16));
    addEdge(result, start, int(result.names.indexOf(core::stringMember(*parsed.value, "StartAt"))));
    for (const auto &[name, state] : states->items()) {
        const int from = int(result.names.indexOf(core::toQString(name)));
        addEdgesOf(result, from, state);
        if (core::member(state, "End"))
            addEdge(result, from, end);
    }
    result.graph.happyPath = mainPath(result.graph, start, end);
    return result;
}

NamedGraph graphFromText(const QString &text, const QStringList &happy)
{
    NamedGraph result;
    const auto node = [&result](const QString &name) {
        const auto known = result.names.indexOf(name);
        return known >= 0 ? int(known) : addState(result, name);
    };
    for (const QString &line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const bool exceptional = line.contains(QLatin1String("=>"));
        const QStringList halves = line.split(exceptional ? QStringLiteral("=>") : QStringLiteral("->"));
        const int from = node(halves[0].trimmed());
        if (halves.size() < 2)
            continue;
        const int to = node(halves[1].section(QLatin1Char(':'), 0, 0).trimmed());
        addEdge(result, from, to, halves[1].section(QLatin1Char(':'), 1).trimmed(), exceptional);
    }
    for (const QString &name : happy)
        result.graph.happyPath.append(int(result.names.indexOf(name)));
    return result;
}

NamedGraph generatedGraph(unsigned seed, int states)
{
    Dice dice(seed);
    NamedGraph result;
    for (int i = 0; i < states; ++i)
        addState(result, QStringLiteral("State%1").arg(i) + QString(dice.below(12), QLatin1Char('x')),
                 dice.chance(50) ? 44 : 34);
    const int main = std::max(1, states * 3 / 5);
    for (int i = 0; i < main; ++i)
        result.graph.happyPath.append(i);
    for (int i = 1; i < main; ++i)
        addEdge(result, i - 1, i, dice.chance(20) ? QStringLiteral("otherwise") : QString());
    const auto words = [&dice] { return QString(dice.below(25), QLatin1Char('w')); };
    for (int i = main; i < states; ++i) { // branches
        if (dice.chance(8))
            continue; // perhaps an island
        addEdge(result, dice.below(i), i, words(), dice.chance(25));
        if (dice.chance(50))
            addEdge(result, i, std::min(states - 1, dice.below(main) + 1), words());
    }
    const int extra = dice.below(2 + states / 6);
    for (int i = 0; i < extra; ++i)
        addEdge(result, dice.below(states), dice.below(states), words(), dice.chance(20));
    return result;
}

NamedGraph largeFlow(int states)
{
    NamedGraph result;
    Dice dice(11);
    const auto add = [&result](const QString &kind) {
        return addState(result, kind + QString::number(result.names.size()));
    };
    int last = add(QStringLiteral("Begin"));
    QList<int> path{last};
    while (result.names.size() < states) {
        const auto room = [&](int more) { return result.names.size() + more < states; };
        const int here = add(QStringLiteral("Step"));
        addEdge(result, last, here);
        const int kind = dice.below(10);
        if (kind == 0 && room(1))
            addEdge(result, here, add(QStringLiteral("Fail")), QStringLiteral("status is \"FAILED\""));
        if (kind == 1 && path.size() > 3)
            addEdge(result, path[path.size() - 3], here, QStringLiteral("otherwise"));
        if (kind == 2 && room(2)) {
            const int side = add(QStringLiteral("Side"));
            const int second = add(QStringLiteral("Second"));
            addEdge(result, last, side, QStringLiteral("count > 10"));
            addEdge(result, side, second);
            addEdge(result, second, here);
        }
        if (kind == 3 && path.size() > 6)
            addEdge(result, here, path[path.size() - 2 - dice.below(4)], QStringLiteral("again"));
        if (kind == 4 && room(1)) {
            const int handler = add(QStringLiteral("Handle"));
            addEdge(result, last, handler, QStringLiteral("States.ALL"), true);
            addEdge(result, here, handler, {}, true);
        }
        path.append(here);
        last = here;
    }
    result.graph.happyPath = path;
    return result;
}

} // namespace testsupport
