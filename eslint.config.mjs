// Lightning web components: Salesforce's recommended rules (they find defects and what the platform refuses).
import lwc from "@salesforce/eslint-config-lwc";

const files = ["**/lwc/**/*.js"];

export default [
  { ignores: ["**/node_modules/**", "**/target/**"] },
  ...lwc.configs.recommended.map((part) => ({ files, ...part })),
  {
    files,
    rules: {
      // lwc, lightning/*, c/* and @salesforce/* are modules of the platform, not files or npm packages.
      "import/no-unresolved": "off",
      "import/named": "off",
      "import/namespace": "off",
      "import/default": "off",
      // Without those it cannot tell a duplicate from a module that it does not see.
      "import/export": "off",
    },
  },
];
