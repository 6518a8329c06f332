import { LightningElement, api, track } from "lwc";
import load from "@salesforce/apex/Loader.load";

export default class LintFixture extends LightningElement {
    @api onchange;
    @track rows = [];

    connectedCallback() {
        this.template.querySelector("p").innerHTML = this.title;
        document.querySelector("body").focus();
        load().then((rows) => {
            if (rows == 1) {
                this.rows = row;
            }
        });
    }
}
