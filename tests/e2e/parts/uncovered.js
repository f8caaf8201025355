// What the service has and this SDK does not, asked for beside it: web inputs, registered APIs, many runs at once.

import assert from 'node:assert/strict';

import { answered, refused, until } from '../support/answers.js';
import { call, plain } from '../support/sdk.js';
import { people, urnOf } from '../support/signin.js';
import { waiting } from '../support/world.js';

const question = {
    InputType: 'Selection',
    Context: { PresentationStyle: 'Text', Title: 'Publish it?', Text: 'It looks good.' },
    Options: [{ Value: 'y', Label: 'Yes', Description: 'Do it' }, { Value: 'n', Label: 'No', Description: 'Do not' }],
    RespondentUrns: [urnOf(people.approver)],
    ViewerUrns: [urnOf(people.starter)],
};

export function describeUncovered(it) {
    it('web inputs', async (world) => {
        const flow = await world.create({ title: 'Asks', definition: waiting });
        const { run_id: run } = await world.start(flow.id);
        const made = await world.emulator.control('web_inputs', { run_id: run, parameters: question });
        const list = (query, token = world.approver) => (
            answered(200, plain('GET', `/web_inputs?${new URLSearchParams({ filter_run_ids: run, ...query })}`, token)));
        const open = await list({});
        assert.deepEqual(open.web_input_summaries.map((one) => one.id), [made.id]);
        assert.equal(open.marker, null);
        assert.deepEqual((await list({ filter_states: 'closed' })).web_input_summaries, []);
        assert.equal((await list({ filter_roles: 'viewer', filter_flow_ids: flow.id }, world.starter))
            .web_input_summaries.length, 1);
        assert.deepEqual((await list({ filter_roles: 'viewer,respondent' }, world.app)).web_input_summaries, []);

        const path = `/web_inputs/${made.id}`;
        const shown = await answered(200, plain('GET', path, world.approver));
        assert.equal(shown.context.title, 'Publish it?');
        const yes = shown.options.find((option) => option.label === 'Yes').option_id;
        await refused(404, 'NOT_FOUND', plain('GET', path, world.app)); // asking gives no right to see
        const respond = (token, value) => plain('POST', `${path}/respond`, token, { response: { value } });
        await refused(403, 'FORBIDDEN', respond(world.starter, yes));
        await refused(422, 'UNPROCESSABLE_ENTITY', respond(world.approver, 'y'));
        assert.deepEqual(await answered(200, respond(world.approver, yes)), { status: 'ok' });
        await refused(409, 'STATE_CONFLICT', respond(world.approver, yes));
        assert.equal((await list({ filter_states: 'open,closed' })).web_input_summaries[0].status, 'closed');
        const many = Array(11).fill(run).join();
        await refused(422, 'UNPROCESSABLE_ENTITY', plain('GET', `/web_inputs?filter_run_ids=${many}`, world.approver));
    });

    it('many runs at once', async (world) => {
        const flow = await world.create({ title: 'Many', definition: waiting });
        const ids = [];
        for (let i = 0; i < 3; ++i)
            ids.push((await world.start(flow.id, { tags: ['old'] })).run_id);
        const batch = (payload, token = world.app) => plain('POST', '/batch/runs', token, payload);
        const filters = { run_ids: ids };
        await answered(202, batch({ filters, add: { tags: ['new'] }, set: { run_monitors: [urnOf(people.approver)] } }));
        for (const id of ids)
            assert.deepEqual((await answered(200, call('runs.get', world.approver, id))).tags, ['old', 'new']);
        await refused(403, 'FORBIDDEN', batch({ filters, set: { status: 'cancel' } }, world.starter));
        await refused(422, 'UNPROCESSABLE_ENTITY', batch({ filters, set: { tags: [] }, add: { tags: ['x'] } }));
        await refused(422, 'UNPROCESSABLE_ENTITY', batch({ set: { tags: [] } }));
        await answered(202, batch({ filters, set: { status: 'cancel' } }));
        for (const id of ids) {
            const run = await until(() => answered(200, call('runs.get', world.app, id)),
                (one) => one.status === 'FAILED', 'the cancelling');
            assert.equal(run.details.code, 'FlowCanceled');
        }
    });

    it('registered APIs', async (world) => {
        const target = {
            type: 'openapi', openapi_version: '3.1',
            destination: { method: 'get', url: 'https://example.com/items/{id}' },
            specification: {
                parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
                responses: { 200: { description: 'it' } },
            },
        };
        const made = await answered(201, plain('POST', '/registered_apis', world.app, { name: 'Items', target }));
        const path = `/registered_apis/${made.id}`;
        assert.equal((await answered(200, plain('GET', path, world.app))).name, 'Items');
        await refused(404, 'NOT_FOUND', plain('GET', path, world.starter));
        // One client repeats orderby, another joins it.
        for (const orderby of ['orderby=name+ASC&orderby=id+DESC', 'orderby=name+ASC%2Cid+DESC']) {
            const page = await answered(200, plain('GET', `/registered_apis?filter_roles=owner&${orderby}`, world.app));
            assert.deepEqual(page.registered_apis.map((one) => one.id), [made.id]);
        }
        const changed = await answered(200, plain('PATCH', path, world.app, { description: 'All of them' }));
        assert.equal(changed.description, 'All of them');
        const gone = await answered(202, plain('DELETE', path, world.app));
        assert.equal(gone.status, 'DELETE_PENDING');
    });
}
