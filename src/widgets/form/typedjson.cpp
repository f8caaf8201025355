#include "widgets/form/typedjson.h"

#include <QCoreApplication>

namespace widgets {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TypedJson", text);
}

} // namespace

TypedJson readTypedJson(QByteArrayView text)
{
    core::JsonParse parsed = core::parseJson(text);
    TypedJson typed;
    if (!parsed) {
        typed.line = parsed.error->line;
        typed.column = parsed.error->column;
        typed.problem = tr("Not valid JSON in line %1, column %2: %3")
                            .arg(QString::number(typed.line), QString::number(typed.column), parsed.error->message);
    } else if (!parsed.duplicates.isEmpty()) {
        typed.problem = tr("The name at %1 stands twice in one object. Remove one of the two.")
                            .arg(parsed.duplicates.first().pointer);
    } else if (parsed.rounded) {
        typed.problem = parsed.rounded->pointer.isEmpty()
                            ? tr("The number %1 has more digits than can be kept. Write it as text, in quotes, if the "
                                 "flow takes it so.")
                                  .arg(parsed.rounded->text)
                            : tr("The number %1 at %2 has more digits than can be kept. Write it as text, in quotes, "
                                 "if the flow takes it so.")
                                  .arg(parsed.rounded->text, parsed.rounded->pointer);
    } else {
        typed.value = std::move(parsed.value);
    }
    return typed;
}

TypedJson readTypedInput(QByteArrayView text)
{
    TypedJson typed = readTypedJson(text);
    if (typed.value && !typed.value->is_object()) {
        typed.value.reset();
        typed.problem = tr("The input of a run is an object: { … }.");
    }
    return typed;
}

} // namespace widgets
