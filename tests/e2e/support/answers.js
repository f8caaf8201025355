// What comes back, checked.

import assert from 'node:assert/strict';

// The document of an answer that must have this status.
export async function answered(status, request) {
    const response = await request;
    const text = await response.text();
    assert.equal(response.status, status, text);
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    return JSON.parse(text);
}

// The error of an answer that must have this status and code. It is in the service's shape.
export async function refused(status, code, request) {
    const document = await answered(status, request);
    assert.equal(document.error?.code, code, JSON.stringify(document));
    assert.match(document.debug_id, /^[0-9a-f-]{36}$/);
    const { detail } = document.error;
    assert.ok(typeof detail === 'string' ? detail.length > 10 : detail.length > 0, JSON.stringify(document));
    if (Array.isArray(detail)) {
        for (const problem of detail) {
            assert.ok(Array.isArray(problem.loc) && problem.msg && problem.type, JSON.stringify(problem));
        }
        assert.equal(typeof document.error.message, 'string');
    }
    return document.error;
}

// Asks again until the condition holds, and gives what it held for.
export async function until(ask, holds, what, milliseconds = 15_000) {
    const end = Date.now() + milliseconds;
    for (;;) {
        const value = await ask();
        if (holds(value))
            return value;
        if (Date.now() > end)
            throw new Error(`${what} did not happen: ${JSON.stringify(value)}`);
        await new Promise((resolve) => { setTimeout(resolve, 40); });
    }
}
