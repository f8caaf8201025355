// Servers at other origins than the emulator's: one that serves an attacker's page, and one that is as careless as the
// emulator must not be, to prove that the attacks work.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

export const secret = 'everybody may read this';

// What a handshake of a WebSocket is answered with, so that it succeeds.
function acceptSocket(request, socket) {
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
        + `Sec-WebSocket-Accept: ${createHash('sha1').update(key).digest('base64')}\r\n\r\n`);
    socket.on('error', () => {}).on('end', () => socket.destroy()).resume();
}

export class Elsewhere {
    seen = []; // `GET /path` a request

    static async start(careless = false) {
        const elsewhere = new Elsewhere();
        const server = createServer((request, response) => {
            elsewhere.seen.push(`${request.method} ${request.url}`);
            request.resume();
            if (careless) {
                response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
                response.setHeader('Access-Control-Allow-Credentials', 'true');
                response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
                response.setHeader('Access-Control-Allow-Headers',
                    request.headers['access-control-request-headers'] ?? 'authorization');
            }
            const script = careless && request.headers['sec-fetch-dest'] === 'script';
            response.setHeader('Content-Type', script ? 'text/javascript' : 'text/html');
            response.end(script ? `globalThis.stolen = ${JSON.stringify(secret)};`
                : `<!DOCTYPE html><title>elsewhere</title>${careless ? secret : ''}`);
        });
        if (careless)
            server.on('upgrade', acceptSocket);
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
        elsewhere.server = server;
        elsewhere.port = server.address().port;
        return elsewhere;
    }

    at(name) {
        return `http://${name}:${this.port}`;
    }

    async stop() {
        const closed = once(this.server, 'close');
        this.server.close();
        this.server.closeAllConnections();
        await closed;
    }
}
