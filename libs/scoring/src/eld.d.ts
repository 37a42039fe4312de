// Types of the small database's entry of eld, which the package leaves out.
declare module 'eld/small' {
  export const eld: {
    detect: (text: string) => { language: string; isReliable: () => boolean };
  };
}
