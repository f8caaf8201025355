// Tokens, by the SDK's own call of the token endpoint.

import { createHash, randomBytes } from 'node:crypto';

import { auth } from '@globus/sdk';

import { answered } from './answers.js';

export const people = {
    owner: '0c1e7a52-3d0b-4f6e-8a5d-6f1b9c2e4d70',
    starter: '5a7c3d1e-64f2-4b0a-9e83-1d2f7c90ab41',
    approver: 'a3f9e0b7-18cd-4f52-b6d4-73e05c8a1f92',
};
export const urnOf = (id) => `urn:globus:auth:identity:${id}`;

const service = 'eec9b274-0c81-4334-bdc2-54e90e689b9a';
export const flowsScope = (name) => `https://auth.globus.org/scopes/${service}/${name}`;
export const flowScope = (id) => `https://auth.globus.org/scopes/${id}/flow_${id.replaceAll('-', '_')}_user`;

export const basic = (id, secret) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

// The header of the client that the environment names, as every program that uses it would make it.
export const clientHeader = () => basic(process.env.GLOBUS_CLI_CLIENT_ID, process.env.GLOBUS_CLI_CLIENT_SECRET);

// The documents of a token answer by their resource servers.
export function byServer(document) {
    const all = [document, ...(document.other_tokens ?? [])];
    return Object.fromEntries(all.map((one) => [one.resource_server, one]));
}

export async function clientTokens(scope) {
    const payload = { grant_type: 'client_credentials', scope };
    return answered(200, auth.oauth2.token.token({ payload, headers: { Authorization: clientHeader() } }));
}

export function pkce() {
    const verifier = randomBytes(32).toString('base64url');
    return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

const redirect = 'http://localhost:45678';

// The address of the consent page, as the SDK names its place.
export function authorizeUrl(clientId, scope, challenge, more = {}) {
    const url = new URL(auth.getAuthorizationEndpoint());
    const parameters = {
        client_id: clientId, redirect_uri: redirect, response_type: 'code', scope, code_challenge: challenge,
        code_challenge_method: 'S256', state: randomBytes(16).toString('base64url'), ...more,
    };
    url.search = new URLSearchParams(parameters).toString();
    return url;
}

// What the consent page's form brings back beside what the person chooses.
export function sealedRequest(html) {
    const found = /name="request" value="([^"]+)"/.exec(html);
    if (!found)
        throw new Error(`no form in ${html}`);
    return found[1];
}

// Signs a person in: page, form, code. The answer is the address that the browser was led to.
export async function consent(clientId, identity, scope, challenge, more = {}) {
    const url = authorizeUrl(clientId, scope, challenge, more);
    const page = await fetch(url);
    const body = new URLSearchParams({ request: sealedRequest(await page.text()), identity, decision: 'allow' });
    const decided = await fetch(new URL('/v2/oauth2/authorize', url), { method: 'POST', body, redirect: 'manual' });
    const led = new URL(decided.headers.get('location'));
    if (led.searchParams.get('state') !== url.searchParams.get('state'))
        throw new Error(`the state did not come back: ${led}`);
    return led;
}

// The tokens of a person for scopes, by resource server.
export async function personTokens(clientId, identity, scope, more = {}) {
    const { verifier, challenge } = pkce();
    const led = await consent(clientId, identity, scope, challenge, more);
    const payload = {
        grant_type: 'authorization_code', code: led.searchParams.get('code'), redirect_uri: redirect, client_id: clientId,
        code_verifier: verifier,
    };
    return byServer(await answered(200, auth.oauth2.token.token({ payload })));
}
