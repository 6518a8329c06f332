/** Mail and bell notifications that left the org, captured; who may send and how much. */
package org.closedloop.localorg.mail;
