/** The arc of the bridge. */
export const BridgeMark = () => (
  <svg className="bridge-mark" viewBox="0 0 32 20" aria-hidden="true">
    <path
      d="M2 16h28M5 16c1-7 5-11 11-11s10 4 11 11M11 16V7M21 16V7M16 16V5"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
    />
  </svg>
);
