import { gql } from '../document.ts';

export type Role =
  | 'STREET_STAFF'
  | 'COMMUNITY_STAFF'
  | 'RIDER'
  | 'RESIDENT'
  | 'FAMILY'
  | 'PARTNER'
  | 'ANALYST';

export interface Me {
  id: string;
  name: string;
  role: Role;
  street: { name: string; nameEn: string };
  permissions: string[];
}

export interface SignedIn {
  accessToken: string;
  refreshToken: string;
  expiresAt: string;
  me: Me;
}

const signedIn = /* GraphQL */ `
  accessToken
  refreshToken
  expiresAt
  me {
    id
    name
    role
    street {
      name
      nameEn
    }
    permissions
  }
`;

export const SignIn = gql<{ signIn: SignedIn }, { login: string; password: string }>(`
  mutation SignIn($login: String!, $password: String!) {
    signIn(login: $login, password: $password) { ${signedIn} }
  }
`);

export const Refresh = gql<{ refresh: SignedIn }, { refreshToken: string }>(`
  mutation Refresh($refreshToken: String!) {
    refresh(refreshToken: $refreshToken) { ${signedIn} }
  }
`);

export const SignOut = gql<{ signOut: boolean }>(`
  mutation SignOut {
    signOut
  }
`);
