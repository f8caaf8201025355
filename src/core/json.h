#pragma once

#include <nlohmann/json.hpp>

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace core {

//! A JSON value that keeps what QJsonValue loses: the order of keys, `1.0` apart from `1`, and 64-bit integers.
using Json = nlohmann::ordered_json;

//! What a document may cost. The defaults fit every document that the service itself can send or accept.
struct JsonLimits
{
    qsizetype maxBytes = 16 * 1024 * 1024;
    int maxDepth = 256; //!< nesting of arrays and objects; 1 is a flat one
};

//! Why a text is not JSON, and where. Offset in bytes from 0; line and column from 1, column in characters.
struct JsonError
{
    enum class Kind { Syntax, TooLarge, TooDeep, Encoding };
    Kind kind = Kind::Syntax;
    QString message; //!< an English sentence for people
    qsizetype offset = 0;
    int line = 1;
    int column = 1;
};

//! A name that occurs twice in one object. The last value wins, as in the service.
struct DuplicateKey
{
    QString pointer;      //!< RFC 6901, of the second occurrence
    qsizetype offset = 0; //!< bytes from 0, just behind the second occurrence of the name
};

//! An integer that is not the one that was written, because it does not fit in 64 bits: it became a rounded double.
struct RoundedInteger
{
    QString pointer; //!< RFC 6901
    QString text;    //!< as written
};

struct JsonParse
{
    std::optional<Json> value; //!< empty exactly when `error` holds
    std::optional<JsonError> error;
    QList<DuplicateKey> duplicates;
    std::optional<RoundedInteger> rounded; //!< the first one

    explicit operator bool() const { return value.has_value(); }
};

//! Parses UTF-8 text (a leading byte order mark is skipped). Never throws, never recurses deeper than the limit.
[[nodiscard]] JsonParse parseJson(QByteArrayView text, const JsonLimits &limits = {});

//! Compact UTF-8 text of a value. Lone surrogates cannot occur: parseJson refuses them.
[[nodiscard]] QByteArray toBytes(const Json &value);
//! Text with two blanks a level, for people.
[[nodiscard]] QByteArray toPrettyBytes(const Json &value);

[[nodiscard]] QString toQString(const std::string &text);
[[nodiscard]] std::string toStd(QStringView text);

//! Looks up one member of an object. \returns null if `object` is no object or has no such key.
[[nodiscard]] const Json *member(const Json &object, const char *key);
//! The same for a key that may hold U+0000.
[[nodiscard]] const Json *member(const Json &object, const std::string &key);
//! The member as text; empty if it is absent or not a string.
[[nodiscard]] QString stringMember(const Json &object, const char *key);

//! One step of an RFC 6901 pointer, escaped: `~` becomes `~0`, `/` becomes `~1`.
[[nodiscard]] QString pointerToken(QStringView key);
//! The reverse of pointerToken.
[[nodiscard]] QString pointerKey(QStringView token);
//! \returns the value at an RFC 6901 pointer, null if nothing is there.
[[nodiscard]] const Json *valueAt(const Json &root, QStringView pointer);

} // namespace core
