import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { askAt } from '../shared/api.ts';
import '../shared/base.css';
import { createSession } from '../shared/session.ts';
import { App } from './app.tsx';
import './console.css';

const session = createSession(askAt('/graphql', fetch.bind(window)), sessionStorage);
void session.resume();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
