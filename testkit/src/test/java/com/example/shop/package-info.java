/** The plug-ins of docs/plug-ins.md, as their authors would write them. */
package com.example.shop;
