// The SDK's Flows service, with a record of which of its calls were made.

import { flows as service } from '@globus/sdk';

const made = new Set();

// Every function of the service by its name, however deep: `flows.getAll`, `runs.cancel`.
function functionsIn(object, prefix = '') {
    return Object.entries(object).flatMap(([name, value]) => {
        if (typeof value === 'function')
            return [[prefix + name, value]];
        return value && typeof value === 'object' && name !== 'CONFIG' ? functionsIn(value, `${prefix}${name}.`) : [];
    });
}

const all = new Map(functionsIn(service));

// Calls a function of the SDK as somebody: with the token in a header, as the SDK's users do it. Some take an id first.
export function call(name, token, ...args) {
    made.add(name);
    const options = typeof args.at(-1) === 'object' ? args.pop() : {};
    const headers = { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) };
    const known = all.get(name);
    if (!known)
        throw new Error(`the SDK has no ${name}`);
    return known(...args, { ...options, headers });
}

export const everyCall = () => [...all.keys()].sort();
export const callsMade = () => [...made].sort();

// What the SDK has no call for, asked in the same way.
export function plain(method, path, token, payload) {
    return fetch(new URL(path, process.env.GLOBUS_SDK_SERVICE_URL_FLOWS), {
        method,
        headers: { Authorization: `Bearer ${token}`, ...(payload && { 'Content-Type': 'application/json' }) },
        body: payload && JSON.stringify(payload),
    });
}
