/** Results for Allure, by Allure's own Java model. */
@NullMarked
package dev.crossfire.reports.allure;

import org.jspecify.annotations.NullMarked;
