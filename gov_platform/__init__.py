"""The bundled platform API. It and `gov` never import each other."""
