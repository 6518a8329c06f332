/**
 * The platform's formula language: parse, compile against typed references, evaluate. Used by
 * formula fields, validation rules, default values, flow formulas and entry conditions.
 */
package org.closedloop.localorg.formula;
