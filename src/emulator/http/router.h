#pragma once

#include "emulator/http/request.h"
#include "emulator/http/response.h"

#include <functional>

namespace emulator::http {

using Handler = std::function<Response(const Request &)>;

//! Finds who serves a request. A pattern is a path with `{name}` in place of one segment; an exact segment is preferred
//! to a name, whatever the order of the routes.
class Router
{
public:
    void add(const QByteArray &method, const QString &pattern, Handler handler);

    //! Never throws: 404 for an unknown path, 405 with Allow for a known one, 500 when a handler fails.
    [[nodiscard]] Response serve(Request request) const;

private:
    struct Route
    {
        QByteArray method;
        QStringList pattern;
        Handler handler;
    };
    //! The best route for the path; null if there is none. Fills `allowed` with the methods of that path.
    [[nodiscard]] const Route *find(const Request &request, QByteArrayList &allowed) const;

    QList<Route> m_routes;
};

} // namespace emulator::http
