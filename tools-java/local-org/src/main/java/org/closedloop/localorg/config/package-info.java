/** Rows that exist without anybody entering them, and configuration read without queries. */
package org.closedloop.localorg.config;
