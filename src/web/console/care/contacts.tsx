import { useState } from 'react';
import { refusalText } from '../../shared/api.ts';
import { Both } from '../../shared/both.tsx';
import { relationText } from '../../shared/care-words.ts';
import type { Text } from '../../shared/text.ts';
import { may, useDesk } from '../desk.ts';
import { ContactsQuery, type Contact } from '../documents/care.ts';

const PURPOSE =
  '联系不上本人，打给紧急联系人 / ringing the contacts of somebody who does not answer';

/** Whom to call, in their order; opened on purpose, as every look is written down. */
export function Contacts({ residentId }: { residentId: string }) {
  const desk = useDesk();
  const [contacts, setContacts] = useState<Contact[]>();
  const [failure, setFailure] = useState<Text>();
  if (!may(desk, 'contact:identify')) return null;
  const open = async () => {
    const variables = { residentId, purpose: PURPOSE };
    setContacts((await desk.session.ask(ContactsQuery, variables)).contactIdentities);
  };
  if (failure)
    return (
      <p className="refusal" role="alert">
        <Both {...failure} />
      </p>
    );
  if (!contacts)
    return (
      <p>
        <button
          type="button"
          className="inline"
          onClick={() => void open().catch((error: unknown) => setFailure(refusalText(error)))}
        >
          <Both zh="看联系人（会留记录）" en="Contacts (kept on record)" />
        </button>
      </p>
    );
  return (
    <div role="status">
      <ul className="contacts">
        {contacts.length === 0 ? (
          <li>
            <Both zh="没有登记联系人" en="No contacts are known" />
          </li>
        ) : null}
        {contacts.map(({ id, callOrder, relation, name, phone }) => (
          <li key={id}>
            {callOrder}. {name} <Both {...relationText(relation)} />{' '}
            <a href={`tel:${phone}`}>{phone}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
