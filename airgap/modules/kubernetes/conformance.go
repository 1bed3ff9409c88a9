//go:build conformance

package main

// What airgap/conformance compiles.
import _ "k8s.io/kubernetes/test/e2e"
