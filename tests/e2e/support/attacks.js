// What a page can make a browser do to a server at another origin. Each runs inside the page, and gives the text that the
// page could read; empty if none. `target` is an address, `token` a live token that somehow fell into wrong hands.

export const reading = {
    'fetch': ({ target }) => fetch(target).then((answer) => answer.text()).catch(() => ''),
    'fetch with a token': ({ target, token }) => (
        fetch(target, { headers: { Authorization: `Bearer ${token}` } }).then((answer) => answer.text()).catch(() => '')),
    'fetch with credentials': ({ target }) => (
        fetch(target, { credentials: 'include' }).then((answer) => answer.text()).catch(() => '')),
    'fetch with a token in the address': ({ target, token }) => (
        fetch(`${target}?access_token=${token}`).then((answer) => answer.text()).catch(() => '')),
    'XMLHttpRequest': ({ target, token }) => new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.open('GET', target);
        request.setRequestHeader('Authorization', `Bearer ${token}`);
        request.onloadend = () => resolve(request.responseText);
        request.send();
    }),
    'a script': ({ target }) => new Promise((resolve) => {
        const script = document.createElement('script');
        script.onload = () => resolve(String(globalThis.stolen ?? 'it ran'));
        script.onerror = () => resolve('');
        script.src = target;
        document.body.append(script);
    }),
    'a module': ({ target }) => import(target).then(() => String(globalThis.stolen ?? 'it ran'), () => ''),
    'a WebSocket': ({ target }) => new Promise((resolve) => {
        const socket = new WebSocket(target.replace(/^http/, 'ws'));
        socket.onopen = () => { socket.close(); resolve('it opened'); };
        socket.onerror = () => resolve('');
    }),
};

// These change something, if anybody lets them; what comes back does not matter. `json` is a body that would do it.
export const writing = {
    'a form': ({ target, fields }) => new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.name = `frame${Math.random()}`;
        document.body.append(frame);
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action: target, target: frame.name });
        for (const [name, value] of Object.entries(fields)) {
            const input = document.createElement('input');
            Object.assign(input, { type: 'hidden', name, value });
            form.append(input);
        }
        document.body.append(form);
        frame.onload = () => resolve('');
        setTimeout(resolve, 1000, ''); // one that asks for a password never loads
        form.submit();
    }),
    'a form from nowhere': ({ target, fields }) => new Promise((resolve) => {
        // A sandboxed frame has no origin: its posts say `Origin: null`.
        const inputs = Object.entries(fields).map(([name, value]) => (
            `<input type=hidden name="${name}" value="${value}">`)).join('');
        const frame = document.createElement('iframe');
        frame.sandbox = 'allow-forms allow-scripts';
        frame.srcdoc = `<body onload="setTimeout(() => document.forms[0].submit())"><form method=post action="${target}">${inputs}`;
        let loads = 0;
        frame.onload = () => { if (++loads === 2) resolve(''); };
        setTimeout(resolve, 1000, '');
        document.body.append(frame);
    }),
    'a form of plain text': ({ target, json }) => new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.name = `frame${Math.random()}`;
        document.body.append(frame);
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action: target, target: frame.name, enctype: 'text/plain' });
        const input = document.createElement('input');
        // It arrives as one line: {"…": …, "pad=": 0}
        Object.assign(input, { type: 'hidden', name: `${json.slice(0, -1)}, "pad`, value: '": 0}' });
        form.append(input);
        document.body.append(form);
        frame.onload = () => resolve('');
        setTimeout(resolve, 1000, ''); // one that asks for a password never loads
        form.submit();
    }),
    'a blind POST': ({ target, json }) => (
        fetch(target, { method: 'POST', mode: 'no-cors', credentials: 'include', body: json }).then(() => '', () => '')),
    'a blind POST that says it is JSON': ({ target, json }) => (
        fetch(target, { method: 'POST', mode: 'no-cors', body: new Blob([json], { type: 'application/json' }) })
            .then(() => '', () => '')),
    'a beacon': ({ target, json }) => {
        navigator.sendBeacon(target, json);
        return new Promise((resolve) => { setTimeout(resolve, 60, ''); });
    },
    'POST with a token': ({ target, token, json }) => (
        fetch(target, {
            method: 'POST', body: json,
            headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        }).then((answer) => answer.text()).catch(() => '')),
    'PUT with a token': ({ target, token, json }) => (
        fetch(target, {
            method: 'PUT', body: json,
            headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        }).then((answer) => answer.text()).catch(() => '')),
    'DELETE with a token': ({ target, token }) => (
        fetch(target, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } })
            .then((answer) => answer.text()).catch(() => '')),
};
