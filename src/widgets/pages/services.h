#pragma once

#include <QString>
#include <QUuid>

namespace flows {
class FlowsClient;
class TransferClient;
} // namespace flows
namespace models {
class RunSummary;
}

namespace widgets {

class Thumbnails;

//! What pages work with. All of it outlives the pages.
struct Services
{
    flows::FlowsClient &flows;
    models::RunSummary &summary;
    Thumbnails &thumbnails;
    QUuid profile;                             //!< of the account: settings and links are keyed by it
    QString accountName;                       //!< for people: `Emulator`
    QString identityUrn;                       //!< who the account is; empty if that is not known
    flows::TransferClient *transfer = nullptr; //!< tells what collections are; null: nobody does
};

} // namespace widgets
